! Stores a small weather grid with units and attributes in a netCDF file, appends days and reads a part back; needs netCDF.
program weather_grid
  use netcdf
  implicit none
  integer, parameter :: nlon = 4, nlat = 3
  character(*), parameter :: path = 'weather.nc'
  integer :: file, lon, lat, time, tvar, days, day, i, j, dims, vars, unlimited, length, format
  real :: grid(nlon, nlat), part(2, 1, 3)
  character(80) :: text, name
  character(4) :: magic

  call check(nf90_create(path, nf90_clobber, file))
  call check(nf90_def_dim(file, 'lon', nlon, lon))
  call check(nf90_def_dim(file, 'lat', nlat, lat))
  call check(nf90_def_dim(file, 'time', nf90_unlimited, time))
  call check(nf90_def_var(file, 'temperature', nf90_float, [lon, lat, time], tvar))
  call check(nf90_def_var(file, 'time', nf90_int, [time], days))
  call check(nf90_put_att(file, tvar, 'units', '°C'))
  call check(nf90_put_att(file, tvar, '_FillValue', -999.0))
  call check(nf90_put_att(file, nf90_global, 'title', 'Wetter für Köln und 東京'))
  call check(nf90_put_att(file, nf90_global, 'corners', [6.5d0, 50.5d0, 7.5d0, 51.5d0]))
  call check(nf90_enddef(file))
  do day = 1, 3
    grid = reshape([((10.0 * day + i + 0.25 * j, i = 1, nlon), j = 1, nlat)], [nlon, nlat])
    call check(nf90_put_var(file, tvar, grid, start=[1, 1, day]))
    call check(nf90_put_var(file, days, [day], start=[day]))
  end do
  call check(nf90_put_var(file, tvar, 99.5, start=[4, 3, 5])) ! the fourth day is never written
  call check(nf90_close(file))

  open(10, file=path, access='stream', form='unformatted', status='old')
  read(10) magic
  close(10)
  print '(2a, i2)', 'magic ', magic(1:3), iachar(magic(4:4))

  call check(nf90_open(path, nf90_nowrite, file))
  call check(nf90_inquire(file, dims, vars, unlimitedDimId=unlimited, formatNum=format))
  call check(nf90_inquire_dimension(file, unlimited, name, length))
  print '(i0, a, i0, 3a, i0, a, l1)', dims, ' dimensions, ', vars, ' variables, ', trim(name), ' has ', length, ', classic ', &
    format == nf90_format_classic
  call check(nf90_get_att(file, nf90_global, 'title', text))
  print '(a)', trim(text)
  call check(nf90_inq_varid(file, 'temperature', tvar))
  call check(nf90_get_att(file, tvar, 'units', text))
  call check(nf90_get_var(file, tvar, part, start=[2, 3, 1], count=[2, 1, 3]))
  print '(a, 6f7.2, 1x, a)', 'part:', part, trim(text)
  do day = 1, length
    call check(nf90_get_var(file, tvar, grid, start=[1, 1, day]))
    print '(a, i0, a, i0, a, f7.2)', 'day ', day, ': ', count(grid > -999), ' values, largest', maxval(grid)
  end do
  print '(2a)', 'error: ', trim(nf90_strerror(nf90_inq_varid(file, 'rain', i)))
  call check(nf90_close(file))
  open(10, file=path)
  close(10, status='delete')

contains

  subroutine check(code)
    integer, intent(in) :: code
    if (code /= nf90_noerr) error stop nf90_strerror(code)
  end subroutine check

end program weather_grid
