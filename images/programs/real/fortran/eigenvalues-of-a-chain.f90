! Eigenvalues of a chain of springs, of a rotation and of a companion matrix; needs LAPACK.
program eigenvalues
  implicit none
  integer, parameter :: dp = kind(1d0), n = 6
  real(dp), parameter :: pi = acos(-1d0)
  real(dp) :: chain(n, n), frequencies(n), work(200), expected(n), roots(3), imaginary(3), companion(3, 3), dummy(1, 1)
  complex(dp) :: hermitian(2, 2), cwork(64)
  real(dp) :: levels(2), rwork(8)
  integer :: i, k, info

  external :: dsyev, dgeev, zheev

  chain = 0
  do i = 1, n
    chain(i, i) = 2
    if (i < n) then
      chain(i, i + 1) = -1
      chain(i + 1, i) = -1
    end if
  end do
  call dsyev('V', 'U', n, chain, n, frequencies, work, size(work), info)
  expected = [(2 - 2 * cos(k * pi / (n + 1)), k = 1, n)]
  do k = 1, n
    print '(i2, 2f12.8)', k, frequencies(k), expected(k)
  end do
  print '(a, l1)', 'they agree: ', maxval(abs(frequencies - expected)) < 1d-12
  print '(a, l1)', 'the vectors are orthonormal: ', all(abs(matmul(transpose(chain), chain) - identity(n)) < 1d-12)
  ! The k-th vector changes its sign k - 1 times.
  print '(a, 6i3)', 'changes of sign:', (count(chain(:n - 1, k) * chain(2:, k) < 0), k = 1, n)

  ! x**3 - 6 x**2 + 11 x - 6 has the roots 1, 2 and 3.
  companion = reshape([6d0, 1d0, 0d0, -11d0, 0d0, 1d0, 6d0, 0d0, 0d0], [3, 3])
  call dgeev('N', 'N', 3, companion, 3, roots, imaginary, dummy, 1, dummy, 1, work, size(work), info)
  call sort(roots)
  print '(a, 3f10.6, a, l1)', 'roots:', roots, '  all real: ', all(abs(imaginary) < 1d-9)

  hermitian = reshape([(2d0, 0d0), (0d0, -1d0), (0d0, 1d0), (2d0, 0d0)], [2, 2])
  call zheev('N', 'U', 2, hermitian, 2, levels, cwork, size(cwork), rwork, info)
  print '(a, 2f8.4)', 'levels of the Hermitian matrix:', levels

contains

  pure function identity(size) result(matrix)
    integer, intent(in) :: size
    real(dp) :: matrix(size, size)
    integer :: i
    matrix = 0
    do i = 1, size
      matrix(i, i) = 1
    end do
  end function identity

  subroutine sort(values)
    real(dp), intent(inout) :: values(:)
    integer :: i, least
    do i = 1, size(values) - 1
      least = i - 1 + minloc(values(i:), 1)
      values([i, least]) = values([least, i])
    end do
  end subroutine sort

end program eigenvalues
