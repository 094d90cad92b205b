! Datasets and attributes in one call each, and a table of columns, with HDF5's high-level interface; needs HDF5.
program lite_and_tables
  use hdf5
  use h5lt
  use h5tb
  implicit none
  character(*), parameter :: path = 'lite.h5'
  integer(hid_t) :: file
  integer(hsize_t) :: dims(2), fields, records
  integer(size_t) :: size_of_text, type_size, offsets(2), sizes(2), record_size
  integer :: error, i, class, rank
  integer :: matrix(3, 4) = reshape([(i * i, i = 1, 12)], [3, 4]), back(3, 4)
  integer :: numbers(5) = [10, 20, 30, 40, 50], read_numbers(5), part(2)
  double precision :: prices(5) = [1.5d0, 2.25d0, 3d0, 4.125d0, 5d0], read_prices(5), ratio(1)
  character(20) :: text, names(2)

  call h5open_f(error)
  call h5fcreate_f(path, H5F_ACC_TRUNC_F, file, error)
  call h5ltmake_dataset_int_f(file, 'matrix', 2, [3_hsize_t, 4_hsize_t], matrix, error)
  call h5ltmake_dataset_string_f(file, 'note', 'Größe in cm', error)
  call h5ltset_attribute_double_f(file, 'matrix', 'ratio', [0.75d0], 1_size_t, error)
  call h5ltset_attribute_string_f(file, 'matrix', 'author', 'Zoë', error)

  call h5ltget_dataset_ndims_f(file, 'matrix', rank, error)
  call h5ltget_dataset_info_f(file, 'matrix', dims, class, type_size, error)
  print '(a, i0, a, i0, a, i0, a, l1)', 'rank ', rank, ', ', dims(1), ' by ', dims(2), ', integers ', class == H5T_INTEGER_F
  call h5ltread_dataset_int_f(file, 'matrix', back, dims, error)
  print '(a, l1, 1x, i0)', 'equal ', all(back == matrix), sum(back)
  text = ''
  call h5ltread_dataset_string_f(file, 'note', text, error)
  print '(2a)', 'note: ', trim(text(:index(text, 'cm') + 1))
  call h5ltget_attribute_double_f(file, 'matrix', 'ratio', ratio, error)
  print '(a, f6.3)', 'ratio:', ratio
  print '(a, 2i2)', 'found:', h5ltfind_dataset_f(file, 'matrix'), h5ltfind_dataset_f(file, 'missing')

  ! A table with a column of integers and one of numbers with a fraction.
  offsets = [0_size_t, 4_size_t]
  record_size = 12
  call h5tbmake_table_f('Bestellungen', file, 'orders', 2_hsize_t, 5_hsize_t, record_size, &
                        [character(20) :: 'count', 'Preis in €'], &
                        offsets, [H5T_NATIVE_INTEGER, H5T_NATIVE_DOUBLE], 5_hsize_t, 1, error)
  size_of_text = 4
  call h5tbwrite_field_name_f(file, 'orders', 'count', 0_hsize_t, 5_hsize_t, size_of_text, numbers, error)
  size_of_text = 8
  call h5tbwrite_field_name_f(file, 'orders', 'Preis in €', 0_hsize_t, 5_hsize_t, size_of_text, prices, error)
  call h5tbget_table_info_f(file, 'orders', fields, records, error)
  call h5tbget_field_info_f(file, 'orders', fields, names, sizes, offsets, type_size, error)
  print '(i0, a, i0, 2a, 2(1x, i0))', fields, ' fields, ', records, ' records, second: ', trim(names(2)), sizes
  size_of_text = 4
  call h5tbread_field_name_f(file, 'orders', 'count', 1_hsize_t, 2_hsize_t, size_of_text, part, error)
  call h5tbread_field_index_f(file, 'orders', 1, 0_hsize_t, 5_hsize_t, size_of_text, read_numbers, error)
  size_of_text = 8
  call h5tbread_field_index_f(file, 'orders', 2, 0_hsize_t, 5_hsize_t, size_of_text, read_prices, error)
  print '(a, 2i4, a, f8.3)', 'part', part, ', total', dot_product(dble(read_numbers), read_prices)
  call h5fclose_f(file, error)
  call h5close_f(error)
  open(10, file=path)
  close(10, status='delete')
end program lite_and_tables
