program flood
  use, intrinsic :: iso_fortran_env, only: error_unit, output_unit
  integer :: i, j, units(2)
  units = [output_unit, error_unit]
  do i = 1, 2
    do j = 1, 32768
      write (units(i), '(a)') '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde'
    end do
  end do
end program flood
