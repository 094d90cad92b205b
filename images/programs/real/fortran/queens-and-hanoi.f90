! Recursion: the eight queens, the towers of Hanoi, permutations and Ackermann's function; needs only libgfortran.
program recursion
  implicit none
  integer :: board(10), solutions, moves, first(8), n, total
  character(3) :: pegs(3)
  logical :: found

  do n = 1, 8
    solutions = 0
    call place(1, n)
    print '(a, i0, a, i0)', 'queens ', n, ': ', solutions
  end do
  do n = 1, 8
    print '(8(a, 1x))', merge('D', '.', first(n) == [1, 2, 3, 4, 5, 6, 7, 8])
  end do

  moves = 0
  pegs = ['321', '   ', '   ']
  call hanoi(3, 1, 2, 3)
  print '(a, i0, 7a)', 'moves: ', moves, ' [', pegs(1), '] [', pegs(2), '] [', pegs(3), ']'

  total = 0
  call permute('abcd', 1)
  print '(a, i0)', 'permutations: ', total
  print '(a, 4(1x, i0))', 'Ackermann:', ackermann(0, 0), ackermann(1, 2), ackermann(2, 3), ackermann(3, 4)
  found = .false.
  print '(a, i0)', 'longest Collatz start below 3000: ', longest(3000)

contains

  recursive subroutine place(row, size)
    integer, intent(in) :: row, size
    integer :: column, i
    if (row > size) then
      solutions = solutions + 1
      if (size == 8 .and. solutions == 1) first = board(:8)
      return
    end if
    try: do column = 1, size
      do i = 1, row - 1
        if (board(i) == column .or. abs(board(i) - column) == row - i) cycle try
      end do
      board(row) = column
      call place(row + 1, size)
    end do try
  end subroutine place

  recursive subroutine hanoi(n, from, over, to)
    integer, intent(in) :: n, from, over, to
    integer :: top, free
    if (n == 0) return
    call hanoi(n - 1, from, to, over)
    moves = moves + 1
    top = len_trim(pegs(from))
    free = len_trim(pegs(to)) + 1
    if (free > 1) then
      if (pegs(to)(free - 1:free - 1) < pegs(from)(top:top)) error stop 'larger on smaller'
    end if
    pegs(to)(free:free) = pegs(from)(top:top)
    pegs(from)(top:top) = ' '
    call hanoi(n - 1, over, from, to)
  end subroutine hanoi

  recursive subroutine permute(text, at)
    character(*), intent(in) :: text
    integer, intent(in) :: at
    character(len(text)) :: next
    integer :: i
    if (at == len(text)) then
      total = total + 1
      if (mod(total, 8) == 1) print '(i0, 1x, a)', total, text
      return
    end if
    do i = at, len(text)
      next = text
      next(at:at) = text(i:i)
      next(at + 1:i) = text(at:i - 1)
      call permute(next, at + 1)
    end do
  end subroutine permute

  recursive integer function ackermann(m, n) result(value)
    integer, intent(in) :: m, n
    if (m == 0) then
      value = n + 1
    else if (n == 0) then
      value = ackermann(m - 1, 1)
    else
      value = ackermann(m - 1, ackermann(m, n - 1))
    end if
  end function ackermann

  integer function longest(limit)
    integer, intent(in) :: limit
    integer :: start, n, steps, best
    best = 0
    do start = 1, limit
      n = start
      steps = 0
      do while (n /= 1)
        n = merge(n / 2, 3 * n + 1, mod(n, 2) == 0)
        steps = steps + 1
      end do
      if (steps > best) longest = start
      best = max(best, steps)
    end do
  end function longest

end program recursion
