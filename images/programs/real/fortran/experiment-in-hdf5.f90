! Keeps an experiment in an HDF5 file: groups, compressed datasets, attributes, a part read back; needs HDF5's Fortran module.
program experiment
  use hdf5
  implicit none
  integer, parameter :: dp = kind(1d0), rows = 100, columns = 40
  character(*), parameter :: path = 'experiment.h5'
  integer(hid_t) :: file, group, space, set, properties, attribute, scalar, text_type, memory
  integer(hsize_t) :: dims(2), found(2), limits(2)
  integer :: error, i, j, bytes, links
  real(dp) :: values(rows, columns), back(rows, columns), window(3, 2), step
  character(16) :: unit
  character(8) :: magic
  logical :: there

  call h5open_f(error)
  call h5fcreate_f(path, H5F_ACC_TRUNC_F, file, error)
  call h5gcreate_f(file, 'Läufe', group, error)
  do j = 1, columns
    do i = 1, rows
      values(i, j) = i + 1000 * mod(j, 4)
    end do
  end do
  dims = [rows, columns]
  call h5screate_simple_f(2, dims, space, error)
  call h5pcreate_f(H5P_DATASET_CREATE_F, properties, error)
  call h5pset_chunk_f(properties, 2, [50_hsize_t, 20_hsize_t], error)
  call h5pset_shuffle_f(properties, error)
  call h5pset_deflate_f(properties, 6, error)
  call h5pset_fletcher32_f(properties, error)
  call h5dcreate_f(group, 'lauf 1', H5T_NATIVE_DOUBLE, space, set, error, properties)
  call h5dwrite_f(set, H5T_NATIVE_DOUBLE, values, dims, error)

  call h5screate_f(H5S_SCALAR_F, scalar, error)
  call h5tcopy_f(H5T_FORTRAN_S1, text_type, error)
  call h5tset_size_f(text_type, len(unit, kind=size_t), error)
  call h5acreate_f(set, 'Einheit', text_type, scalar, attribute, error)
  call h5awrite_f(attribute, text_type, 'µm/s²           ', [1_hsize_t], error)
  call h5aclose_f(attribute, error)
  call h5acreate_f(set, 'step', H5T_NATIVE_DOUBLE, scalar, attribute, error)
  call h5awrite_f(attribute, H5T_NATIVE_DOUBLE, 0.125d0, [1_hsize_t], error)
  call h5aclose_f(attribute, error)
  call h5dclose_f(set, error)
  call h5gclose_f(group, error)
  call h5fclose_f(file, error)

  open(10, file=path, access='stream', form='unformatted', status='old')
  read(10) magic
  inquire(10, size=bytes)
  close(10)
  print '(a, l1, a, l1)', 'magic ', magic == char(137) // 'HDF' // char(13, kind=1) // char(10) // char(26) // char(10), &
    ', compressed ', bytes < rows * columns * 8 / 2

  call h5fopen_f(path, H5F_ACC_RDONLY_F, file, error)
  call h5dopen_f(file, '/Läufe/lauf 1', set, error)
  call h5dget_space_f(set, space, error)
  call h5sget_simple_extent_dims_f(space, found, limits, error)
  print '(a, i0, a, i0)', 'stored ', found(1), ' by ', found(2)
  call h5dread_f(set, H5T_NATIVE_DOUBLE, back, found, error)
  print '(a, l1, a, f0.1)', 'equal ', all(back == values), ', sum ', sum(back)
  call h5sselect_hyperslab_f(space, H5S_SELECT_SET_F, [10_hsize_t, 2_hsize_t], [3_hsize_t, 2_hsize_t], &
    error, [20_hsize_t, 1_hsize_t])
  call h5screate_simple_f(2, [3_hsize_t, 2_hsize_t], memory, error)
  call h5dread_f(set, H5T_NATIVE_DOUBLE, window, [3_hsize_t, 2_hsize_t], error, memory, space)
  print '(a, 6f8.1)', 'every 20th row of two columns:', window
  call h5aopen_f(set, 'Einheit', attribute, error)
  call h5aread_f(attribute, text_type, unit, [1_hsize_t], error)
  call h5aclose_f(attribute, error)
  call h5aopen_f(set, 'step', attribute, error)
  call h5aread_f(attribute, H5T_NATIVE_DOUBLE, step, [1_hsize_t], error)
  print '(2a, f6.3)', 'attributes ', trim(unit), step
  call h5lexists_f(file, 'nothing', there, error)
  call h5gn_members_f(file, '/', links, error)
  print '(a, l1, a, i0)', 'nothing is there: ', there, ', members ', links
  call h5fclose_f(file, error)
  call h5close_f(error)
  open(10, file=path)
  close(10, status='delete')
end program experiment
