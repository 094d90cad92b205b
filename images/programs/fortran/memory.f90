program memory
  implicit none
  type block
    character(len=1), allocatable :: bytes(:)
  end type block
  type(block) :: blocks(256)
  integer :: i

  do i = 1, size(blocks)
    allocate (blocks(i)%bytes(16 * 1024 * 1024))
    blocks(i)%bytes = 'x'
  end do
  print '(a)', 'no limit'
end program memory
