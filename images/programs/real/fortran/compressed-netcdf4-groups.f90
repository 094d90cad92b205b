! A netCDF-4 file with groups, chunks, compression, strings and 64-bit integers; needs netCDF with HDF5 and zlib.
program compressed_groups
  use netcdf
  use, intrinsic :: iso_fortran_env, only: int64
  implicit none
  integer, parameter :: n = 20000
  character(*), parameter :: path = 'groups.nc'
  character(8), parameter :: stations(3) = ['Köln    ', 'Zürich  ', 'Ōsaka   ']
  integer :: file, group, groups(3), count_groups, dim, letters, var, names, i, k, level, bytes, chunk(1)
  integer :: values(n), back(n)
  integer(int64) :: big(2)
  logical :: shuffled
  character(20) :: name
  character(8) :: label

  call check(nf90_create(path, ior(nf90_netcdf4, nf90_clobber), file))
  do k = 1, 3
    write(name, '(a, i0)') 'station-', k
    call check(nf90_def_grp(file, trim(name), group))
    call check(nf90_def_dim(group, 'hour', n, dim))
    call check(nf90_def_dim(group, 'letters', 8, letters))
    call check(nf90_def_var(group, 'load', nf90_int, [dim], var, chunksizes=[5000], deflate_level=6, shuffle=.true.))
    call check(nf90_def_var(group, 'label', nf90_char, [letters], names))
    call check(nf90_put_att(group, var, 'id', 9007199254740993_int64 + k))
    values = [(mod(i, 24) * k, i = 1, n)]
    call check(nf90_put_var(group, var, values))
    call check(nf90_put_var(group, names, stations(k)))
  end do
  call check(nf90_close(file))

  inquire(file=path, size=bytes)
  print '(a, l1)', 'less than a tenth of the plain size: ', bytes < 3 * n * 4 / 10
  call check(nf90_open(path, nf90_nowrite, file))
  call check(nf90_inq_grps(file, count_groups, groups))
  print '(i0, a)', count_groups, ' groups'
  do k = 1, count_groups
    call check(nf90_inq_grpname(groups(k), name))
    call check(nf90_inq_varid(groups(k), 'load', var))
    call check(nf90_inquire_variable(groups(k), var, chunksizes=chunk, deflate_level=level, shuffle=shuffled))
    call check(nf90_get_var(groups(k), var, back))
    call check(nf90_get_att(groups(k), var, 'id', big(1)))
    call check(nf90_inq_varid(groups(k), 'label', names))
    call check(nf90_get_var(groups(k), names, label))
    print '(2(a, 1x), 3(i0, 1x), l1, 2(1x, i0))', trim(name), trim(label), chunk, level, sum(back), shuffled, maxval(back), big(1)
  end do
  print '(a, l1)', 'no such group: ', nf90_inq_ncid(file, 'station-9', group) == nf90_enogrp
  call check(nf90_close(file))
  open(10, file=path)
  close(10, status='delete')

contains

  subroutine check(code)
    integer, intent(in) :: code
    if (code /= nf90_noerr) error stop nf90_strerror(code)
  end subroutine check

end program compressed_groups
