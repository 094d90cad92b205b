! Random numbers: a generator with a fixed sequence, and properties of the built-in one, whose sequence is not fixed.
program random_properties
  use, intrinsic :: iso_fortran_env, only: int64
  implicit none
  integer, parameter :: dp = kind(1d0), n = 100000
  integer(int64) :: state = 1
  integer, allocatable :: seed(:), saved(:)
  real(dp) :: x(n), y(n), again(n), mean, deviation, expected
  integer :: length, i, j, deck(52), swap, bins(10)

  ! Park and Miller: after 10000 steps from 1 the state is known.
  do i = 1, 10000
    state = modulo(16807 * state, 2147483647_int64)
  end do
  print '(a, i0)', 'minimal standard after 10000 steps: ', state

  call random_seed(size=length)
  allocate(seed(length), saved(length))
  seed = [(37 * i, i = 1, length)]
  call random_seed(put=seed)
  call random_seed(get=saved)
  call random_number(x)
  call random_seed(put=saved)
  call random_number(again)
  print '(a, l1)', 'the same seed gives the same numbers: ', all(x == again)
  call random_number(again)
  print '(a, l1)', 'it goes on with others: ', count(x == again) < 5
  print '(a, l1)', 'all in [0, 1): ', all(x >= 0 .and. x < 1)

  mean = sum(x) / n
  deviation = sqrt(sum((x - mean)**2) / (n - 1))
  print '(a, 2l2)', 'mean and deviation:', abs(mean - 0.5d0) < 0.005d0, abs(deviation - 1 / sqrt(12d0)) < 0.005d0
  bins = 0
  do i = 1, n
    j = 1 + int(10 * x(i))
    bins(j) = bins(j) + 1
  end do
  expected = n / 10d0
  print '(a, i0, a, l1)', 'numbers in the bins: ', sum(bins), ', chi squared below 33: ', sum((bins - expected)**2 / expected) < 33

  ! Box and Muller's normal numbers, and pi by throwing darts.
  call random_number(y)
  again = sqrt(-2 * log(1 - x)) * cos(2 * acos(-1d0) * y)
  print '(a, l1)', 'within one deviation are 68 %: ', abs(count(abs(again) < 1) / real(n, dp) - 0.6827d0) < 0.01d0
  print '(a, l1)', 'pi within 0.03: ', abs(4d0 * count(x**2 + y**2 < 1) / n - acos(-1d0)) < 0.03d0
  print '(a, l1)', 'uncorrelated: ', abs(sum((x - mean) * (y - sum(y) / n)) / (n * deviation**2)) < 0.02d0

  deck = [(i, i = 1, 52)]
  do i = 52, 2, -1 ! Fisher and Yates
    j = 1 + int(i * x(i))
    swap = deck(i)
    deck(i) = deck(j)
    deck(j) = swap
  end do
  print '(a, 2l2)', 'shuffled, nothing lost:', any(deck /= [(i, i = 1, 52)]), all([(any(deck == i), i = 1, 52)])
  call random_init(.false., .false.)
  call random_number(x(:3))
  call random_number(y(:3))
  print '(a, l1)', 'after random_init they differ: ', any(x(:3) /= y(:3))
end program random_properties
