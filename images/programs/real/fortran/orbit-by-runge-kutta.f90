! A planet's orbit by Runge-Kutta and by leapfrog: order of convergence, conservation of energy; needs only libgfortran.
module integrators
  implicit none
  integer, parameter :: dp = kind(1d0)
  abstract interface
    pure function derivative(t, y) result(f)
      import :: dp
      real(dp), intent(in) :: t, y(:)
      real(dp) :: f(size(y))
    end function derivative
  end interface
contains
  function runge_kutta(f, start, t_end, steps) result(y)
    procedure(derivative) :: f
    real(dp), intent(in) :: start(:), t_end
    integer, intent(in) :: steps
    real(dp), dimension(size(start)) :: y, k1, k2, k3, k4
    real(dp) :: t, h
    integer :: i
    y = start
    h = t_end / steps
    do i = 0, steps - 1
      t = i * h
      k1 = f(t, y)
      k2 = f(t + h / 2, y + h / 2 * k1)
      k3 = f(t + h / 2, y + h / 2 * k2)
      k4 = f(t + h, y + h * k3)
      y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    end do
  end function runge_kutta

  pure function kepler(t, y) result(f)
    real(dp), intent(in) :: t, y(:)
    real(dp) :: f(size(y))
    f(:2) = y(3:)
    f(3:) = -y(:2) / norm2(y(:2))**3 + 0 * t
  end function kepler

  pure function decay(t, y) result(f)
    real(dp), intent(in) :: t, y(:)
    real(dp) :: f(size(y))
    f = -2 * t * y
  end function decay

  pure real(dp) function energy(y)
    real(dp), intent(in) :: y(:)
    energy = sum(y(3:)**2) / 2 - 1 / norm2(y(:2))
  end function energy
end module integrators

program orbit
  use integrators
  implicit none
  real(dp), parameter :: period = 2 * acos(-1d0), eccentricity = 0.3d0
  real(dp) :: start(4), y(4), one(1), errors(4), h
  integer :: i, k

  do k = 1, 4 ! y' = -2 t y has the solution exp(-t**2)
    one = runge_kutta(decay, [1d0], 1.5d0, 10 * 2**k)
    errors(k) = abs(one(1) - exp(-2.25d0))
  end do
  print '(a, 3f6.2)', 'halving the step divides the error by 2 to the power of', log(errors(:3) / errors(2:)) / log(2d0)

  start = [1 - eccentricity, 0d0, 0d0, sqrt((1 + eccentricity) / (1 - eccentricity))]
  print '(a)', '     t        x        y   distance'
  do k = 0, 4
    y = runge_kutta(kepler, start, period * k / 4, max(1, 1000 * k))
    print '(f6.3, 2f9.5, f11.5)', period * k / 4, merge(0d0, y(:2), abs(y(:2)) < 1d-8), norm2(y(:2))
  end do
  print '(a, l1)', 'closed after one period: ', norm2(y - start) < 1d-7

  ! Leapfrog keeps the energy for hundreds of periods, with a much larger step.
  y = start
  h = period / 100
  do i = 1, 20000
    y(3:) = y(3:) - h / 2 * y(:2) / norm2(y(:2))**3
    y(:2) = y(:2) + h * y(3:)
    y(3:) = y(3:) - h / 2 * y(:2) / norm2(y(:2))**3
  end do
  print '(a, f8.5, a, l1)', 'energy at the start', energy(start), ', after 200 periods within 1 %: ', &
    abs(energy(y) / energy(start) - 1) < 0.01d0
  print '(a, l1)', 'angular momentum kept: ', abs(y(1) * y(4) - y(2) * y(3) - (start(1) * start(4))) < 1d-10
end program orbit
