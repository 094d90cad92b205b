! Reads a configuration from a namelist, overrides it, writes it back and reports errors; needs only libgfortran.
program configuration
  implicit none
  integer, parameter :: dp = kind(1d0)
  type :: point
    real(dp) :: x = 0, y = 0
    character(12) :: label = ''
  end type point
  character(40) :: title = 'untitled'
  integer :: steps = 10, unit, status, levels(5) = 0
  real(dp) :: tolerance = 1d-3
  logical :: verbose = .false.
  complex(dp) :: impedance = 0
  type(point) :: corners(2)
  character(200) :: message, buffer(20)
  namelist /run/ title, steps, tolerance, verbose, impedance, levels, corners

  open(newunit=unit, file='run.nml', status='replace', action='readwrite')
  write(unit, '(a)') '! a comment before the group', &
    '&run title = ''Läufe, "erster" Versuch'', steps=250', &
    '  tolerance = 2.5e-7, verbose = T, impedance = (1.5, -2)', &
    '  levels = 3*7, , 9  ! the fourth keeps its value', &
    '  corners(1)%x = 1, corners(2) = 3.5 -4 ''Eck''', &
    '/', '&run steps = 300, levels(2:3) = 5 6 /', '&run stepz = 1 /'
  rewind(unit)
  read(unit, nml=run)
  print '(3a)', '[', trim(title), ']'
  print '(i0, es10.2, l2, 2f6.1, 5i3)', steps, tolerance, verbose, impedance, levels
  print '(2(2f6.2, 1x, a))', corners(1)%x, corners(1)%y, '-', corners(2)%x, corners(2)%y, trim(corners(2)%label)

  read(unit, nml=run)
  print '(a, i0, 5i3)', 'second group: ', steps, levels
  read(unit, nml=run, iostat=status, iomsg=message)
  print '(a, l1, 1x, l1)', 'an unknown name is an error that names it: ', status > 0, index(message, 'stepz') > 0
  rewind(unit)
  close(unit, status='delete')

  ! What is written can be read again, from memory too.
  buffer = ''
  write(buffer, nml=run, delim='quote')
  title = ''
  steps = 0
  levels = 0
  corners(2) = point()
  read(buffer, nml=run)
  print '(2a, i0, 5i3, 2f6.2)', trim(title), ' ', steps, levels, corners(2)%x, corners(2)%y
  print '(a, l1)', 'first line is the group: ', adjustl(buffer(1)) == '&RUN'

  ! List-directed reading has repeats, gaps and an end too.
  buffer(1) = '2*4 , , ''a b'' 1d2 /'
  read(buffer(1), *) levels(1:3), title, tolerance
  print '(3i3, 1x, a, f7.1)', levels(1:3), trim(title), tolerance
end program configuration
