program flood
  integer :: i
  do i = 1, 32768
    print '(a)', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde'
  end do
end program flood
