! Fits a parabola, finds the rank of a matrix and its best approximation of lower rank; needs LAPACK and BLAS.
program least_squares
  implicit none
  integer, parameter :: dp = kind(1d0), m = 9, n = 3
  real(dp) :: x(m), y(m), design(m, n), rhs(m), work(500)
  real(dp) :: image(4, 5), copy(4, 5), s(4), u(4, 4), vt(5, 5), low(4, 5), weighted(4, 2)
  integer :: i, j, info, rank

  external :: dgels, dgesvd, dgemm

  x = [(real(i, dp), i = -4, 4)]
  y = 1.5d0 - 2 * x + 0.25d0 * x**2 + [0.1d0, -0.1d0, 0d0, 0.1d0, -0.2d0, 0.1d0, 0d0, -0.1d0, 0.1d0]
  design = reshape([(x**j, j = 0, n - 1)], [m, n])
  rhs = y
  call dgels('N', m, n, 1, design, m, rhs, m, work, size(work), info)
  print '(a, 3f10.5)', 'coefficients:', rhs(:n)
  print '(a, f10.6)', 'sum of squared residuals:', sum(rhs(n + 1:)**2)
  print '(a, l1)', 'the same by hand: ', &
    abs(sum(rhs(n + 1:)**2) - sum((y - rhs(1) - rhs(2) * x - rhs(3) * x**2)**2)) < 1d-12
  print '(a)', '    x   measured     fitted'
  do i = 1, m, 2
    print '(f5.1, 2f11.4)', x(i), y(i), rhs(1) + rhs(2) * x(i) + rhs(3) * x(i)**2
  end do

  ! A sum of two products has rank 2.
  do j = 1, 5
    do i = 1, 4
      image(i, j) = i * j + 10 * merge(1, 0, i == 2) * (j - 3)
    end do
  end do
  copy = image
  call dgesvd('A', 'A', 4, 5, copy, 4, s, u, 4, vt, 5, work, size(work), info)
  rank = count(s > 1d-10 * s(1))
  print '(a, i0, a, 2f10.5)', 'rank ', rank, ', singular values', s(:rank)
  print '(a, f12.6, a, f12.6)', 'sum of squares', sum(image**2), ' is', sum(s**2)

  do j = 1, 2
    weighted(:, j) = u(:, j) * s(j)
  end do
  call dgemm('N', 'N', 4, 5, 2, 1d0, weighted, 4, vt, 5, 0d0, low, 4)
  print '(a, l1)', 'put together again: ', maxval(abs(low - image)) < 1d-12
  call dgemm('N', 'N', 4, 5, 1, 1d0, weighted, 4, vt, 5, 0d0, low, 4)
  print '(a, l1)', 'the error of rank 1 is the second value: ', abs(sqrt(sum((low - image)**2)) - s(2)) < 1d-10
end program least_squares
