! Dynamic programming: a knapsack, the longest common subsequence, edit distance and ways to change money; needs only libgfortran.
program dynamic_programming
  use, intrinsic :: iso_fortran_env, only: int64
  implicit none
  integer, parameter :: weights(6) = [5, 4, 6, 3, 2, 7], values(6) = [10, 40, 30, 50, 15, 55], capacity = 15
  character(8), parameter :: things(6) = ['Buch    ', 'Uhr     ', 'Kamera  ', 'Ring    ', 'Messer  ', 'Laptop  ']
  integer :: best(0:capacity, 0:6), i, w
  integer(int64) :: ways(0:500)
  integer, parameter :: coins(8) = [1, 2, 5, 10, 20, 50, 100, 200]

  best = 0
  do i = 1, 6
    best(:, i) = best(:, i - 1)
    do w = weights(i), capacity
      best(w, i) = max(best(w, i), best(w - weights(i), i - 1) + values(i))
    end do
  end do
  print '(a, i0)', 'best value ', best(capacity, 6)
  w = capacity
  do i = 6, 1, -1
    if (best(w, i) == best(w, i - 1)) cycle
    print '(2x, a, i3, i4)', things(i), weights(i), values(i)
    w = w - weights(i)
  end do

  print '(2a)', 'common: ', common('AGGTABQXYZ', 'GXTXAYBZZ')
  print '(a, 4i3)', 'distances:', distance('kitten', 'sitting'), distance('', 'abc'), &
    distance('gleich', 'gleich'), distance('intention', 'execution')

  ways = 0
  ways(0) = 1
  do i = 1, size(coins)
    do w = coins(i), 500
      ways(w) = ways(w) + ways(w - coins(i))
    end do
  end do
  print '(a, i0, a, i0)', 'ways to pay 2 €: ', ways(200), ', 5 €: ', ways(500)

contains

  function common(a, b) result(text)
    character(*), intent(in) :: a, b
    character(:), allocatable :: text
    integer :: length(0:len(a), 0:len(b)), i, j
    length = 0
    do j = 1, len(b)
      do i = 1, len(a)
        length(i, j) = merge(length(i - 1, j - 1) + 1, max(length(i - 1, j), length(i, j - 1)), a(i:i) == b(j:j))
      end do
    end do
    text = ''
    i = len(a)
    j = len(b)
    do while (i > 0 .and. j > 0)
      if (a(i:i) == b(j:j)) then
        text = a(i:i) // text
        i = i - 1
        j = j - 1
      else if (length(i - 1, j) >= length(i, j - 1)) then
        i = i - 1
      else
        j = j - 1
      end if
    end do
  end function common

  pure integer function distance(a, b)
    character(*), intent(in) :: a, b
    integer :: row(0:len(b)), i, j, corner, above
    row = [(j, j = 0, len(b))]
    do i = 1, len(a)
      corner = row(0)
      row(0) = i
      do j = 1, len(b)
        above = row(j)
        row(j) = min(above + 1, row(j - 1) + 1, corner + merge(0, 1, a(i:i) == b(j:j)))
        corner = above
      end do
    end do
    distance = row(len(b))
  end function distance

end program dynamic_programming
