! Calls C's library: sorting with a callback, environment, time zones, processes and pipes; needs iso_c_binding and zone data.
module posix
  use, intrinsic :: iso_c_binding
  implicit none
  type, bind(c) :: tm
    integer(c_int) :: sec, min, hour, mday, mon, year, wday, yday, isdst
    integer(c_long) :: gmtoff
    type(c_ptr) :: zone
  end type tm
  interface
    subroutine qsort(base, count, size, order) bind(c)
      import
      type(*), intent(inout) :: base(*)
      integer(c_size_t), value :: count, size
      type(c_funptr), value :: order
    end subroutine qsort
    integer(c_int) function setenv(name, value, overwrite) bind(c)
      import
      character(kind=c_char), intent(in) :: name(*), value(*)
      integer(c_int), value :: overwrite
    end function setenv
    subroutine tzset() bind(c)
    end subroutine tzset
    type(c_ptr) function localtime_r(seconds, result) bind(c)
      import
      integer(c_long), intent(in) :: seconds
      type(tm), intent(out) :: result
    end function localtime_r
    integer(c_size_t) function strftime(text, size, format, time) bind(c)
      import
      character(kind=c_char), intent(out) :: text(*)
      integer(c_size_t), value :: size
      character(kind=c_char), intent(in) :: format(*)
      type(tm), intent(in) :: time
    end function strftime
    type(c_ptr) function popen(command, mode) bind(c)
      import
      character(kind=c_char), intent(in) :: command(*), mode(*)
    end function popen
    type(c_ptr) function fgets(text, size, file) bind(c)
      import
      character(kind=c_char), intent(out) :: text(*)
      integer(c_int), value :: size
      type(c_ptr), value :: file
    end function fgets
    integer(c_int) function pclose(file) bind(c)
      import
      type(c_ptr), value :: file
    end function pclose
  end interface
contains
  integer(c_int) function descending(a, b) bind(c)
    integer(c_int), intent(in) :: a, b
    descending = merge(1, merge(-1, 0, a > b), a < b)
  end function descending
end module posix

program main
  use posix
  implicit none
  character(*), parameter :: zones(5) = ['Europe/Berlin     ', 'America/New_York  ', 'Asia/Kolkata      ', &
    'Pacific/Auckland  ', 'UTC               ']
  integer(c_int) :: numbers(8) = [3, -1, 12, 7, 7, 0, 99, -50]
  character(60) :: line
  type(tm) :: time
  type(c_ptr) :: pointer, pipe
  integer :: i, length, status

  call qsort(numbers, size(numbers, kind=c_size_t), c_sizeof(numbers(1)), c_funloc(descending))
  print '(*(i0, :, " "))', numbers
  do i = 1, size(zones)
    status = setenv('TZ' // c_null_char, trim(zones(i)) // c_null_char, 1_c_int)
    call tzset()
    pointer = localtime_r(1709208000_c_long, time)
    line = ''
    length = int(strftime(line, len(line, c_size_t), '%a %Y-%m-%d %H:%M %z %Z' // c_null_char, time))
    print '(a, a, l2, i4)', zones(i), line(:length), c_associated(pointer), time%yday + 1
  end do
  call get_environment_variable('TZ', line, length, status)
  print '(3a, i0, 1x, i0)', 'TZ=', line(:length), ' ', length, status

  pipe = popen('printf "%s\n" rot grün blau | sort' // c_null_char, 'r' // c_null_char)
  do
    line = ''
    if (.not. c_associated(fgets(line, len(line, c_int), pipe))) exit
    print '(2a)', 'from the pipe: ', line(:index(line, c_new_line) - 1)
  end do
  print '(a, i0)', 'pipe closed with ', pclose(pipe)
  call execute_command_line('exit 5', exitstat=status)
  print '(a, i0)', 'command ended with ', status
end program main
