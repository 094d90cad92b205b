! Heat in a rod by an implicit scheme and in a plate by relaxation, against exact solutions; needs only libgfortran.
program heat
  implicit none
  integer, parameter :: dp = kind(1d0), n = 60, m = 30
  real(dp), parameter :: pi = acos(-1d0)
  real(dp) :: u(0:n), exact(0:n), r, dt, plate(0:m, 0:m), old(0:m, 0:m), change, omega
  integer :: i, j, step, sweeps

  ! u_t = u_xx with u = sin(pi x) + sin(3 pi x) / 2 at the start
  dt = 1d-4
  r = dt * n**2
  u = [(sin(pi * i / n) + 0.5d0 * sin(3 * pi * i / n), i = 0, n)]
  do step = 1, 1000
    u = crank_nicolson(u, r)
    if (mod(step, 250) == 0) then
      exact = [(exp(-pi**2 * step * dt) * sin(pi * i / n) + 0.5d0 * exp(-9 * pi**2 * step * dt) * sin(3 * pi * i / n), i = 0, n)]
      print '(a, f6.3, a, f8.5, a, f8.5, a, l1)', 't =', step * dt, '  middle', u(n / 2), '  exact', exact(n / 2), &
        '  close: ', maxval(abs(u - exact)) < 1d-3
    end if
  end do
  call bars(u(0:n:10) / maxval(u))

  ! A plate that is hot along one side; the exact solution is a quotient of hyperbolic sines.
  plate = 0
  plate(:, m) = [(sin(pi * i / m), i = 0, m)]
  omega = 2 / (1 + sin(pi / m))
  sweeps = 0
  do
    old = plate
    do j = 1, m - 1
      do i = 1, m - 1
        plate(i, j) = (1 - omega) * plate(i, j) + omega / 4 * &
          (plate(i - 1, j) + plate(i + 1, j) + plate(i, j - 1) + plate(i, j + 1))
      end do
    end do
    sweeps = sweeps + 1
    change = maxval(abs(plate - old))
    if (change < 1d-10) exit
    if (sweeps > 1000) error stop 'no convergence'
  end do
  print '(a, l1)', 'converged in less than 200 sweeps: ', sweeps < 200
  do j = m, 0, -10
    print '(7f8.4)', plate(0:m:5, j)
  end do
  print '(a, f8.5, f9.5)', 'centre, exact:', plate(m / 2, m / 2), sinh(pi / 2) / sinh(pi)
  print '(a, l1)', 'the maximum is on the border: ', maxval(plate(1:m - 1, 1:m - 1)) < maxval(plate)

contains

  function crank_nicolson(old, r) result(new)
    real(dp), intent(in) :: old(0:), r
    real(dp) :: new(0:ubound(old, 1)), c(ubound(old, 1) - 1), d(ubound(old, 1) - 1)
    integer :: i, last
    last = ubound(old, 1) - 1
    do i = 1, last
      d(i) = old(i) + r / 2 * (old(i - 1) - 2 * old(i) + old(i + 1))
    end do
    c(1) = -r / 2 / (1 + r) ! Thomas's algorithm for the tridiagonal system
    d(1) = d(1) / (1 + r)
    do i = 2, last
      c(i) = -r / 2 / (1 + r + r / 2 * c(i - 1))
      d(i) = (d(i) + r / 2 * d(i - 1)) / (1 + r + r / 2 * c(i - 1))
    end do
    new = 0
    new(last) = d(last)
    do i = last - 1, 1, -1
      new(i) = d(i) - c(i) * new(i + 1)
    end do
  end function crank_nicolson

  subroutine bars(values)
    real(dp), intent(in) :: values(:)
    integer :: i
    do i = 1, size(values)
      print '(f5.2, 1x, a)', abs(values(i)), repeat('█', nint(20 * values(i)))
    end do
  end subroutine bars

end program heat
