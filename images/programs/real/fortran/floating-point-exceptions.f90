! IEEE arithmetic: special values, rounding modes, flags that are raised and handled, and summation; needs gfortran's IEEE modules.
program floating_point
  use, intrinsic :: ieee_arithmetic
  use, intrinsic :: ieee_exceptions
  use, intrinsic :: iso_fortran_env, only: int64, real32
  implicit none
  integer, parameter :: dp = kind(1d0)
  real(dp) :: zero, large, x, up, down, infinite, nan
  real(dp), volatile :: one, three
  type(ieee_round_type) :: mode
  logical :: flag
  integer :: i
  real(real32) :: short, total, compensation, y, t

  zero = 0
  large = huge(1d0)
  one = 1
  three = 3
  infinite = ieee_value(zero, ieee_positive_inf)
  nan = ieee_value(zero, ieee_quiet_nan)
  print '(a, 4f10.1)', 'special values:', infinite, -infinite, nan, ieee_value(zero, ieee_negative_zero)
  print '(a, 4l2)', 'comparisons:   ', nan == nan, ieee_is_nan(nan), large < infinite, ieee_is_finite(large)
  print '(a, 3l2)', 'classes:       ', ieee_class(infinite) == ieee_positive_inf, &
    ieee_class(tiny(1d0) / 4) == ieee_positive_denormal, &
    ieee_class(-zero) == ieee_negative_zero

  call ieee_get_rounding_mode(mode)
  call ieee_set_rounding_mode(ieee_up)
  up = one / three
  call ieee_set_rounding_mode(ieee_down)
  down = one / three
  call ieee_set_rounding_mode(mode)
  print '(a, 2(1x, z16.16))', 'a third:       ', transfer(down, 0_int64), transfer(up, 0_int64)
  print '(a, l1)', 'neighbours: ', ieee_next_after(down, 1d0) == up

  print '(a, l1)', 'division by zero raises its flag: ', raised(ieee_divide_by_zero, 1)
  print '(a, l1)', 'overflow raises its flag: ', raised(ieee_overflow, 2)
  print '(a, l1)', 'the root of -1 is invalid: ', raised(ieee_invalid, 3)
  print '(a, l1)', 'a plain sum raises it: ', raised(ieee_invalid, 4)
  call ieee_set_flag(ieee_all, .false.) ! or a warning would be printed at the end
  call ieee_get_flag(ieee_overflow, flag)
  print '(a, l1)', 'flags are cleared: ', .not. flag

  print '(a, i0, es12.4, i5, i5)', 'model: ', digits(1d0), epsilon(1d0), maxexponent(1d0), minexponent(1d0)
  print '(a, f6.3, i4, f8.1, es12.4)', 'parts: ', fraction(10d0), exponent(10d0), scale(1.25d0, 3), spacing(1000d0)
  print '(a, 6f6.1)', 'rounding: ', anint(2.5d0), anint(-2.5d0), aint(-2.7d0), &
    real(floor(-2.1d0), dp), real(ceiling(2.1d0), dp), ieee_rint(2.5d0)
  print '(a, 4f5.1)', 'remainders: ', mod(-7d0, 3d0), modulo(-7d0, 3d0), ieee_rem(7d0, 4d0), sign(2d0, -zero)

  ! Kahan's summation of a million tenths.
  short = 0
  total = 0
  compensation = 0
  do i = 1, 1000000
    short = short + 0.1
    y = 0.1 - compensation
    t = total + y
    compensation = (t - total) - y
    total = t
  end do
  print '(a, l1, a, f10.1)', 'plain sum is off by more than 100: ', abs(short - 100000) > 100, ', compensated:', total
  x = 0.1d0 + 0.2d0
  print '(a, l1, 1x, f20.17)', '0.1 + 0.2 == 0.3: ', x == 0.3d0, x

contains

  logical function raised(kind_of_flag, operation)
    type(ieee_flag_type), intent(in) :: kind_of_flag
    integer, intent(in) :: operation
    real(dp), volatile :: value, operand
    call ieee_set_flag(ieee_all, .false.)
    operand = 0
    select case (operation)
    case (1)
      value = 1 / operand
    case (2)
      operand = large
      value = operand * 10
    case (3)
      operand = -1
      value = sqrt(operand)
    case default
      value = operand + 1
    end select
    call ieee_get_flag(kind_of_flag, raised)
  end function raised

end program floating_point
