program tree
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: output_unit
  implicit none

  interface
    integer(c_int) function fork() bind(c)
      import :: c_int
    end function fork
    integer(c_int) function setsid() bind(c)
      import :: c_int
    end function setsid
    integer(c_int) function execv(path, arguments) bind(c)
      import :: c_int, c_char, c_ptr
      character(kind=c_char), intent(in) :: path(*)
      type(c_ptr), intent(in) :: arguments(*)
    end function execv
    integer(c_int) function waitpid(child, status, options) bind(c)
      import :: c_int
      integer(c_int), value :: child, options
      integer(c_int), intent(out) :: status
    end function waitpid
  end interface

  integer(c_int) :: child, status

  child = start_sleep(.true.)
  print '(a)', 'started'
  flush (output_unit)
  child = start_sleep(.false.)
  child = waitpid(child, status, 0_c_int)

contains

  integer(c_int) function start_sleep(in_own_session) result(child)
    logical, intent(in) :: in_own_session
    character(kind=c_char, len=:), allocatable, target :: path, seconds
    type(c_ptr) :: arguments(3)
    integer(c_int) :: ignored

    path = '/usr/bin/sleep' // c_null_char
    seconds = '{{marker}}' // c_null_char
    arguments = [c_loc(path), c_loc(seconds), c_null_ptr]
    child = fork()
    if (child == 0) then
      if (in_own_session) ignored = setsid()
      ignored = execv(path, arguments)
      stop 127
    end if
  end function start_sleep

end program tree
