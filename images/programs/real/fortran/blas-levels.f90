! The three levels of BLAS against what Fortran has built in: vectors, matrices by vectors, matrices; needs BLAS.
program blas_levels
  implicit none
  integer, parameter :: dp = kind(1d0), n = 60
  real(dp) :: x(n), y(n), a(n, n), b(n, n), c(n, n), expected(n, n), saved(n)
  real(dp), external :: ddot, dnrm2, dasum
  complex(dp), external :: zdotc
  integer, external :: idamax
  complex(dp) :: z(2), w(2)
  real(dp) :: cosine, sine, p, q
  integer :: i, j

  external :: daxpy, dscal, dswap, dcopy, dgemv, dger, dtrsv, dsymv, dgemm, dsyrk, dtrsm, drotg

  x = [(real(i, dp), i = 1, n)]
  y = 1 / x
  print '(a, f10.4)', 'dot product: ', ddot(n, x, 1, y, 1)
  print '(a, f10.4)', 'every second:', ddot(n / 2, x, 2, x, 2)
  print '(a, f10.4, f10.1, i4)', 'norms:       ', dnrm2(n, x, 1), dasum(n, x, 1), idamax(n, -x, 1)
  call dcopy(n, y, 1, saved, 1)
  call daxpy(n, -2d0, x, 1, y, 1)
  print '(a, l1)', 'axpy: ', maxval(abs(y - (saved - 2 * x))) < 1d-12
  call dscal(n, 3d0, y, 1)
  call dswap(n, x, 1, y, 1)
  print '(a, 2f10.4)', 'after scaling and swapping:', x(2), y(2)
  p = 3
  q = 4
  call drotg(p, q, cosine, sine)
  print '(a, 3f7.3)', 'Givens rotation:', p, cosine, sine
  z = [(1d0, 2d0), (3d0, -1d0)]
  w = [(2d0, 0d0), (0d0, 1d0)]
  print '(a, 2f7.2)', 'complex dot product:', zdotc(2, z, 1, w, 1)

  do j = 1, n
    do i = 1, n
      a(i, j) = mod(i * 7 + j * 3, 11) - 5
      b(i, j) = mod(i * 5 + j * j, 13) - 6
    end do
  end do
  call dgemv('T', n, n, 2d0, a, n, y, 1, 0d0, x, 1)
  print '(a, l1)', 'transposed matrix by vector: ', maxval(abs(x - 2 * matmul(transpose(a), y))) < 1d-9
  c = 0
  call dger(n, n, 1d0, x, 1, y, 1, c, n)
  print '(a, l1)', 'outer product: ', maxval(abs(c - spread(x, 2, n) * spread(y, 1, n))) < 1d-9

  call dgemm('N', 'T', n, n, n, 1d0, a, n, b, n, 0d0, c, n)
  expected = matmul(a, transpose(b))
  print '(a, l1, a, f0.1)', 'matrix product: ', maxval(abs(c - expected)) < 1d-12, ', sum ', sum(c)
  call dsyrk('L', 'N', n, n, 1d0, a, n, 0d0, c, n)
  expected = matmul(a, transpose(a))
  print '(a, 2l2)', 'lower half of a square, the rest untouched:', abs(c(n, 1) - expected(n, 1)) < 1d-12, c(1, n) /= expected(1, n)

  ! Solve with a unit lower triangle, then multiply back.
  b = 0
  do i = 1, n
    b(i, :) = a(i, :) / 20
    b(i, i:) = 0
    b(i, i) = 1
  end do
  x = matmul(b, y)
  call dtrsv('L', 'N', 'U', n, b, n, x, 1)
  print '(a, l1)', 'triangular solve: ', maxval(abs(x - y)) < 1d-8 * maxval(abs(y))
end program blas_levels
