! Appends blocks to an extendable HDF5 dataset, reads it in HDF5 and through netCDF-4, and reports errors; needs HDF5 and netCDF.
program growing_log
  use hdf5
  use netcdf
  implicit none
  character(*), parameter :: path = 'log.h5'
  integer(hid_t) :: file, space, set, properties, memory
  integer(hsize_t) :: dims(1), limits(1)
  integer :: error, block, i, handle, variable, dimension, length, nc_type, values(10), sum_read
  integer, allocatable :: all_values(:)
  character(30) :: name

  call h5open_f(error)
  call h5fcreate_f(path, H5F_ACC_TRUNC_F, file, error)
  call h5screate_simple_f(1, [0_hsize_t], space, error, [H5S_UNLIMITED_F])
  call h5pcreate_f(H5P_DATASET_CREATE_F, properties, error)
  call h5pset_chunk_f(properties, 1, [16_hsize_t], error)
  call h5pset_fill_value_f(properties, H5T_NATIVE_INTEGER, -1, error)
  call h5dcreate_f(file, 'log', H5T_NATIVE_INTEGER, space, set, error, properties)
  call h5sclose_f(space, error)
  call h5screate_simple_f(1, [10_hsize_t], memory, error)
  do block = 1, 5
    values = [(100 * block + i, i = 1, 10)]
    call h5dset_extent_f(set, [int(10 * block, hsize_t)], error)
    call h5dget_space_f(set, space, error)
    call h5sselect_hyperslab_f(space, H5S_SELECT_SET_F, [int(10 * (block - 1), hsize_t)], [10_hsize_t], error)
    call h5dwrite_f(set, H5T_NATIVE_INTEGER, values, [10_hsize_t], error, memory, space)
    call h5sclose_f(space, error)
  end do
  call h5dset_extent_f(set, [53_hsize_t], error)
  call h5dclose_f(set, error)
  call h5fclose_f(file, error)

  call h5fopen_f(path, H5F_ACC_RDONLY_F, file, error)
  call h5dopen_f(file, 'log', set, error)
  call h5dget_space_f(set, space, error)
  call h5sget_simple_extent_dims_f(space, dims, limits, error)
  allocate(all_values(dims(1)))
  call h5dread_f(set, H5T_NATIVE_INTEGER, all_values, dims, error)
  print '(i0, a, i0, a, l1)', dims(1), ' values, sum ', sum(all_values), ', unlimited ', limits(1) == H5S_UNLIMITED_F
  print '(a, 4i5)', 'first and last:', all_values([1, 2, 50, 53])
  call h5eset_auto_f(0, error) ! no list of errors on the standard error stream
  call h5dopen_f(file, 'missing', set, error)
  print '(a, l1)', 'opening what is missing fails: ', error < 0
  call h5eclear_f(error)
  call h5fclose_f(file, error)
  call h5close_f(error)

  ! A netCDF-4 file is an HDF5 file, and here the other way round.
  call check(nf90_open(path, nf90_nowrite, handle))
  call check(nf90_inq_varid(handle, 'log', variable))
  block
    integer :: ids(1)
    call check(nf90_inquire_variable(handle, variable, name, nc_type, dimids=ids))
    dimension = ids(1)
  end block
  call check(nf90_inquire_dimension(handle, dimension, len=length))
  call check(nf90_get_var(handle, variable, all_values))
  sum_read = sum(all_values)
  print '(3a, i0, a, i0, a, l1)', 'netCDF finds ', trim(name), ' with ', length, &
    ' values, sum ', sum_read, ', int ', nc_type == nf90_int
  call check(nf90_close(handle))
  open(10, file=path)
  close(10, status='delete')

contains

  subroutine check(code)
    integer, intent(in) :: code
    if (code /= nf90_noerr) error stop nf90_strerror(code)
  end subroutine check

end program growing_log
