! Conway's Game of Life on a torus with cshift: a glider, an oscillator, a population; needs only libgfortran.
program game_of_life
  implicit none
  integer, parameter :: n = 16
  logical :: cells(n, n), start(n, n)
  integer :: generation, i, state, j

  cells = .false.
  cells(2, 3) = .true. ! a glider
  cells(3, 4) = .true.
  cells(4, 2:4) = .true.
  cells(11, 10:12) = .true. ! a blinker
  start = cells
  do generation = 0, 4
    if (mod(generation, 4) == 0) call show(generation)
    cells = next(cells)
  end do

  ! After 4 * n generations a lone glider is back where it was.
  cells = .false.
  cells(:8, :8) = start(:8, :8)
  start = cells
  do generation = 1, 4 * n
    cells = next(cells)
    if (generation < 4 * n .and. all(cells .eqv. start)) error stop 'back too early'
  end do
  print '(a, l1)', 'the glider went round: ', all(cells .eqv. start)

  state = 2024
  do j = 1, n
    do i = 1, n
      state = modulo(state * 75 + 74, 65537)
      cells(i, j) = state < 22000
    end do
  end do
  do generation = 0, 40
    if (mod(generation, 10) == 0) print '(a, i3, a, i4, 1x, a)', 'generation', generation, ': ', count(cells), &
      repeat('#', count(cells) / 4)
    cells = next(cells)
  end do
  print '(a, l1)', 'rotating the board commutes with time: ', all(next(cshift(cells, 3, 1)) .eqv. cshift(next(cells), 3, 1))

contains

  pure function next(old) result(new)
    logical, intent(in) :: old(:, :)
    logical :: new(size(old, 1), size(old, 2))
    integer :: ones(size(old, 1), size(old, 2)), neighbours(size(old, 1), size(old, 2)), dx, dy
    ones = merge(1, 0, old)
    neighbours = -ones
    do dx = -1, 1
      do dy = -1, 1
        neighbours = neighbours + cshift(cshift(ones, dx, 1), dy, 2)
      end do
    end do
    new = neighbours == 3 .or. (old .and. neighbours == 2)
  end function next

  subroutine show(generation)
    integer, intent(in) :: generation
    integer :: i
    print '(a, i0, a, i0)', 'generation ', generation, ', alive ', count(cells)
    do i = 1, n
      if (any(cells(i, :))) print '(i3, 1x, 16a1)', i, merge('#', '.', cells(i, :))
    end do
  end subroutine show

end program game_of_life
