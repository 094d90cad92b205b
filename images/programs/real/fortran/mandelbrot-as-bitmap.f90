! Draws the Mandelbrot set into a BMP image, byte by byte through stream access, and shows it as text; needs only libgfortran.
program mandelbrot
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64
  implicit none
  integer, parameter :: width = 60, height = 21, limit = 100
  character(*), parameter :: path = 'apfelmännchen.bmp', shades = ' .:-=+*#%@'
  integer(int64), parameter :: one = 2_int64**24 ! fixed-point numbers: the same on every machine
  integer :: count(width, height), x, y, unit, bytes
  integer(int8) :: row(3, width), pixel(3)
  integer(int32) :: offset, header(6)
  character(2) :: magic
  logical :: there

  do concurrent (x = 1:width, y = 1:height)
    count(x, y) = escape(one * (32 * (x - 1) - 22 * (width - 1)) / (10 * (width - 1)), one * (y - 11) * 12 / 100)
  end do
  do y = 1, height
    print '(60a)', (shades(shade(count(x, y)):shade(count(x, y))), x = 1, width)
  end do

  open(newunit=unit, file=path, access='stream', form='unformatted', status='replace')
  write(unit) 'BM', int(54 + 3 * width * height, int32), 0_int32, 54_int32
  write(unit) 40_int32, int(width, int32), int(height, int32), 1_int16, 24_int16
  write(unit) 0_int32, int(3 * width * height, int32), 2835_int32, 2835_int32, 0_int32, 0_int32
  do y = height, 1, -1
    do x = 1, width
      row(:, x) = int(iand(count(x, y) * [5, 11, 2], 127), int8)
    end do
    write(unit) row
  end do
  close(unit)

  inquire(file=path, exist=there, size=bytes)
  open(newunit=unit, file=path, access='stream', form='unformatted', status='old')
  read(unit, pos=1) magic
  read(unit, pos=11) offset, header
  read(unit, pos=offset + 1 + 3 * (30 - 1)) pixel ! in the last row, which comes first
  print '(a, l1, 1x, a, 5(1x, i0))', 'file: ', there, magic, bytes, offset, header(1:3)
  print '(a, 3(1x, i0), a, l1)', 'pixel', pixel, ', as computed: ', all(pixel == iand(count(30, height) * [5, 11, 2], 127))
  print '(a, i0, a, l1)', 'inside: ', sum(merge(1, 0, count == limit)), ', symmetric: ', all(count == count(:, height:1:-1))
  close(unit, status='delete')

contains

  pure integer function escape(cx, cy)
    integer(int64), intent(in) :: cx, cy
    integer(int64) :: zx, zy, saved
    zx = 0
    zy = 0
    do escape = 0, limit - 1
      if (zx**2 + zy**2 > 4 * one**2) return
      saved = (zx**2 - zy**2) / one + cx
      zy = 2 * zx * zy / one + cy
      zx = saved
    end do
  end function escape

  pure integer function shade(n)
    integer, intent(in) :: n
    shade = 1 + min(n * (len(shades) - 1) / 20, len(shades) - 1)
  end function shade

end program mandelbrot
