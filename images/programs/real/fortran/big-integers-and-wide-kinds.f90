! Factorials and powers beyond the built-in integers, and what the widest kinds hold; needs 128-bit kinds (libquadmath).
module big
  use, intrinsic :: iso_fortran_env, only: int64
  implicit none
  integer(int64), parameter :: base = 1000000000
  type :: natural
    integer(int64), allocatable :: parts(:)
  end type natural
  interface operator(*)
    module procedure multiply
  end interface
  interface operator(+)
    module procedure add
  end interface
  interface natural
    module procedure from_integer
  end interface
contains
  function from_integer(value) result(n)
    integer, intent(in) :: value
    type(natural) :: n
    n%parts = [integer(int64) :: value]
  end function from_integer

  function add(a, b) result(c)
    type(natural), intent(in) :: a, b
    type(natural) :: c
    integer :: i
    allocate(c%parts(max(size(a%parts), size(b%parts)) + 1), source=0_int64)
    c%parts(:size(a%parts)) = a%parts
    c%parts(:size(b%parts)) = c%parts(:size(b%parts)) + b%parts
    do i = 1, size(c%parts) - 1
      c%parts(i + 1) = c%parts(i + 1) + c%parts(i) / base
      c%parts(i) = mod(c%parts(i), base)
    end do
    call trim_parts(c)
  end function add

  function multiply(a, b) result(c)
    type(natural), intent(in) :: a, b
    type(natural) :: c
    integer :: i, k
    allocate(c%parts(size(a%parts) + size(b%parts)), source=0_int64)
    do i = 1, size(a%parts)
      do k = 1, size(b%parts)
        c%parts(i + k - 1) = c%parts(i + k - 1) + a%parts(i) * b%parts(k)
        c%parts(i + k) = c%parts(i + k) + c%parts(i + k - 1) / base
        c%parts(i + k - 1) = mod(c%parts(i + k - 1), base)
      end do
    end do
    call trim_parts(c)
  end function multiply

  subroutine trim_parts(n)
    type(natural), intent(inout) :: n
    do while (size(n%parts) > 1 .and. n%parts(size(n%parts)) == 0)
      n%parts = n%parts(:size(n%parts) - 1)
    end do
  end subroutine trim_parts

  function text(n) result(out)
    type(natural), intent(in) :: n
    character(:), allocatable :: out
    character(9 * size(n%parts)) :: digits
    write(digits, '(*(i9.9))') n%parts(size(n%parts):1:-1)
    out = digits(verify(digits, '0'):)
  end function text
end module big

program main
  use big
  implicit none
  integer, parameter :: wide = selected_int_kind(38), quad = selected_real_kind(33)
  type(natural) :: factorial, a, b, c
  integer :: i

  factorial = natural(1)
  do i = 2, 40
    factorial = factorial * natural(i)
  end do
  print '(2a)', '40! = ', text(factorial)
  a = natural(0)
  b = natural(1)
  do i = 1, 250
    c = a + b
    a = b
    b = c
  end do
  print '(2a)', 'Fibonacci 250 = ', text(a)
  print '(a, i0)', 'largest 128-bit integer ', huge(0_wide)
  print '(a, i0)', '33! = ', product([(int(i, wide), i = 1, 33)])
  print '(a, f36.33)', 'pi =', acos(-1._quad)
  print '(a, f36.33)', 'e  =', exp(1._quad)
  print '(a, i0, a, l1)', 'digits ', precision(1._quad), ', sqrt(2) squared is 2: ', abs(sqrt(2._quad)**2 - 2) < 1e-32_quad
end program main
