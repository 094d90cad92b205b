! A small language with variables, functions and error messages: a scanner and a recursive parser; needs only libgfortran.
module interpreter
  implicit none
  integer, parameter :: dp = kind(1d0)
  character(:), allocatable :: source, problem
  integer :: at
  real(dp) :: variables(97:122) = 0
contains
  real(dp) function evaluate(line)
    character(*), intent(in) :: line
    source = line // achar(0)
    problem = ''
    at = 1
    evaluate = assignment()
    if (problem == '' .and. peek() /= achar(0)) call fail('unexpected ' // peek())
  end function evaluate

  character function peek()
    do while (source(at:at) == ' ')
      at = at + 1
    end do
    peek = source(at:at)
  end function peek

  logical function accept(c)
    character, intent(in) :: c
    accept = peek() == c
    if (accept) at = at + 1
  end function accept

  subroutine fail(message)
    character(*), intent(in) :: message
    character(12) :: column
    write(column, '(i0)') at
    if (problem == '') problem = message // ' at column ' // trim(column)
  end subroutine fail

  recursive real(dp) function assignment() result(value)
    integer :: start, name
    start = at
    name = iachar(peek())
    if (name >= 97 .and. name <= 122) then
      at = at + 1
      if (accept('=')) then
        value = assignment()
        if (problem == '') variables(name) = value
        return
      end if
    end if
    at = start
    value = sum_of()
  end function assignment

  recursive real(dp) function sum_of() result(value)
    value = product_of()
    do while (problem == '')
      if (accept('+')) then
        value = value + product_of()
      else if (accept('-')) then
        value = value - product_of()
      else
        exit
      end if
    end do
  end function sum_of

  recursive real(dp) function product_of() result(value)
    real(dp) :: divisor
    value = power_of()
    do while (problem == '')
      if (accept('*')) then
        value = value * power_of()
      else if (accept('/')) then
        divisor = power_of()
        if (abs(divisor) > 0) then
          value = value / divisor
        else
          call fail('division by zero')
        end if
      else
        exit
      end if
    end do
  end function product_of

  recursive real(dp) function power_of() result(value)
    if (accept('-')) then
      value = -power_of()
      return
    end if
    value = atom()
    if (accept('^')) value = value ** power_of()
  end function power_of

  recursive real(dp) function atom() result(value)
    character(*), parameter :: letters = 'abcdefghijklmnopqrstuvwxyz'
    integer :: length, status
    value = 0
    if (accept('(')) then
      value = sum_of()
      if (.not. accept(')')) call fail('expected )')
    else if (verify(peek(), letters) == 0) then
      length = verify(source(at:), letters) - 1
      associate (name => source(at:at + length - 1))
        at = at + length
        select case (name)
        case ('sqrt')
          value = sqrt(atom())
        case ('abs')
          value = abs(atom())
        case ('pi')
          value = acos(-1d0)
        case default
          if (length == 1) value = variables(iachar(name))
          if (length /= 1) call fail('unknown name ' // name)
        end select
      end associate
    else
      length = verify(source(at:), '0123456789.') - 1
      status = 1
      if (length > 0) read(source(at:at + length - 1), *, iostat=status) value
      if (status /= 0) call fail('expected a number')
      at = at + max(length, 0)
    end if
  end function atom
end module interpreter

program main
  use interpreter
  implicit none
  character(24), parameter :: lines(12) = [character(24) :: &
    '1 + 2 * 3', '(1 + 2) * 3', '2 ^ 3 ^ 2', '-2 ^ 2', 'x = y = 7.5', 'x * y - 0.25', &
    'sqrt(x * x + 4 ^ 2 * 25)', '2 * pi', '1 / (x - y)', '(1 + 2', '3 + * 4', 'foo(3)']
  real(dp) :: value
  integer :: i
  do i = 1, size(lines)
    value = evaluate(trim(lines(i)))
    if (problem == '') then
      print '(2a, f12.6)', lines(i), ' =', value
    else
      print '(3a)', lines(i), ' error: ', problem
    end if
  end do
end program main
