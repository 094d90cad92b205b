program files
  implicit none
  character(len=1024) :: line, first
  integer :: unit, status, count

  count = 0
  open (newunit=unit, file='{{input}}', action='read')
  do
    read (unit, '(a)', iostat=status) line
    if (status /= 0) exit
    count = count + 1
    if (count == 1) first = line
  end do
  close (unit)
  print '(i0, 1x, a)', count, trim(first)

  open (newunit=unit, file='{{file}}', action='write', status='replace')
  write (unit, '(a)') 'written: ' // trim(first)
  close (unit)
end program files
