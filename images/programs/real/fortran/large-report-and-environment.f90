! Reads the environment and standard input to its end, then prints a large report (some 200 KiB) with internal writes; needs TMPDIR.
program large_report
  use, intrinsic :: iso_fortran_env, only: input_unit, output_unit, iostat_end, int64, int32
  implicit none
  integer, parameter :: rows = 3000
  character(:), allocatable :: directory, path
  character(80) :: line
  character(12) :: word
  integer :: length, status, unit, i, lines
  integer(int64) :: total
  integer(int32) :: check
  logical :: there

  call get_environment_variable('TMPDIR', length=length, status=status)
  if (status /= 0) error stop 'no TMPDIR'
  allocate(character(length) :: directory)
  call get_environment_variable('TMPDIR', directory)
  path = directory // '/bericht-größe.txt'
  call get_environment_variable('SURELY_NOT_SET', word, status=status)
  print '(a, i0, a, i0)', 'unset variable: status ', status, ', arguments: ', command_argument_count()
  lines = 0
  do
    read(input_unit, '(a)', iostat=status) line
    if (status /= 0) exit
    lines = lines + 1
  end do
  print '(a, i0, a, l1)', 'lines of input: ', lines, ', at its end: ', status == iostat_end

  open(newunit=unit, file=path, status='replace', action='readwrite')
  total = 0
  do i = 1, rows
    total = total + int(i, int64)**3
    write(word, '(b12.12)') mod(i, 4096)
    write(unit, '(i5, 1x, a, 1x, o6.6, 1x, z4.4, f10.4, es13.4e3, 1x, a, t64, a)') i, word, i, i, sqrt(real(i)), &
      real(i, kind(1d0))**7, merge('gerade  ', 'ungerade', mod(i, 2) == 0), '|'
  end do
  rewind(unit)
  check = 17
  do i = 1, rows
    read(unit, '(a)') line
    write(output_unit, '(a)') trim(line)
    check = modulo(check * 31 + sum(iachar([(line(length:length), length = 1, 64)])), 1000003)
  end do
  read(unit, '(a)', iostat=status) line
  print '(a, l1)', 'the file ends after the last row: ', is_iostat_end(status)
  print '(a, i0, a, l1, a, i0)', 'sum of cubes ', total, ', square of the sum: ', total == (int(rows, int64) * (rows + 1) / 2)**2, &
    ', check ', check
  close(unit, status='delete')
  inquire(file=path, exist=there)
  print '(a, l1)', 'removed: ', .not. there
  open(newunit=unit, file=directory // '/nowhere/x', status='old', iostat=status, iomsg=line)
  print '(2a)', 'error: ', trim(line(index(line, ':', back=.true.) + 2:))
end program large_report
