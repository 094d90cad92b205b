! Solves linear systems with LU, Cholesky and banded factors and inverts a matrix; needs LAPACK and BLAS.
program linear_systems
  implicit none
  integer, parameter :: dp = kind(1d0), n = 4
  real(dp) :: a(n, n), lu(n, n), x(n), b(n), work(64), chol(n, n), band(4, n), residual(n)
  real(dp), external :: dnrm2
  integer :: pivots(n), info, i, j

  external :: dgesv, dgetrf, dgetri, dpotrf, dpotrs, dgbsv, dgemv

  ! The Hilbert matrix with a right-hand side whose solution is 1, 2, 3, 4.
  do j = 1, n
    do i = 1, n
      a(i, j) = 1d0 / (i + j - 1)
    end do
  end do
  b = matmul(a, [1d0, 2d0, 3d0, 4d0])
  lu = a
  x = b
  call dgesv(n, 1, lu, n, pivots, x, n, info)
  print '(a, 4f10.5, a, i0)', 'LU solution:      ', x, '  info ', info
  residual = b
  call dgemv('N', n, n, 1d0, a, n, x, 1, -1d0, residual, 1)
  print '(a, l1)', 'residual is tiny: ', dnrm2(n, residual, 1) < 1d-13

  ! It is positive definite; its determinant is the product of the squared diagonal of the Cholesky factor.
  chol = a
  call dpotrf('L', n, chol, n, info)
  print '(a, es14.7)', 'determinant: ', product([(chol(i, i)**2, i = 1, n)])
  x = b
  call dpotrs('L', n, 1, chol, n, x, n, info)
  print '(a, 4f10.5)', 'Cholesky solution:', x

  ! Its inverse has whole numbers.
  lu = a
  call dgetrf(n, n, lu, n, pivots, info)
  call dgetri(n, lu, n, pivots, work, size(work), info)
  print '(a)', 'inverse:'
  print '(4i7)', (nint(lu(i, :)), i = 1, n)

  ! A band with one diagonal on each side: 2 in the middle, -1 beside it.
  band = 0
  band(3, :) = 2
  band(2, 2:) = -1
  band(4, :n - 1) = -1
  x = [1d0, 0d0, 0d0, 1d0]
  call dgbsv(n, 1, 1, 1, band, 4, pivots, x, n, info)
  print '(a, 4f8.4)', 'banded solution:  ', x

  lu = 1
  x = b
  call dgesv(n, 1, lu, n, pivots, x, n, info)
  print '(a, i0)', 'a matrix of ones is singular, info ', info
end program linear_systems
