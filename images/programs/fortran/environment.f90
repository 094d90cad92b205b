program environment
  implicit none

  call line('PATH', path())
  call line('HOME', home())
  call line('TMPDIR', tmpdir())

contains

  subroutine line(name, problem)
    character(len=*), intent(in) :: name, problem
    if (problem == '') then
      print '(a)', name // ' ok'
    else
      print '(a)', name // ' ' // trim(problem)
    end if
  end subroutine line

  function declared(name) result(text)
    character(len=*), intent(in) :: name
    character(len=4096) :: text
    call get_environment_variable(name, text)
  end function declared

  ! What a command of the shell prints, its first line.
  function output(command) result(text)
    character(len=*), intent(in) :: command
    character(len=4096) :: text
    integer :: unit, status
    text = ''
    call execute_command_line(command // ' > {{file}}', exitstat=status)
    open (newunit=unit, file='{{file}}', action='read')
    read (unit, '(a)', iostat=status) text
    close (unit)
  end function output

  function path() result(problem)
    character(len=4096) :: problem, found
    problem = ''
    found = output('command -v gfortran')
    if (declared('PATH') == '' .or. index(':' // trim(declared('PATH')) // ':', ':' // directory(found) // ':') == 0) &
      problem = 'is "' // trim(declared('PATH')) // '", and the compiler is found as "' // trim(found) // '"'
  end function path

  function directory(file) result(text)
    character(len=*), intent(in) :: file
    character(len=:), allocatable :: text
    text = file(:max(index(file, '/', back=.true.) - 1, 0))
  end function directory

  ! Fortran has no function for it: what the shell makes of ~ is what counts for the commands that a program starts.
  function home() result(problem)
    character(len=4096) :: problem, seen
    problem = ''
    seen = output('echo ~')
    if (declared('HOME') == '' .or. seen /= declared('HOME')) &
      problem = 'is "' // trim(declared('HOME')) // '", and ~ is ' // trim(seen)
  end function home

  ! A scratch file has no name any more; the link of its descriptor tells where it lies.
  function tmpdir() result(problem)
    character(len=4096) :: problem, seen
    integer :: unit
    problem = ''
    open (newunit=unit, status='scratch')
    write (unit, *) 'scratch'
    seen = output('readlink /proc/$PPID/fd/[0-9]* | grep gfortrantmp')
    close (unit)
    if (declared('TMPDIR') == '' .or. index(seen, trim(declared('TMPDIR')) // '/') /= 1) &
      problem = 'is "' // trim(declared('TMPDIR')) // '", and a scratch file is ' // trim(seen)
  end function tmpdir

end program environment
