! A recursive fast Fourier transform: spectrum of a signal, Parseval, convolution and multiplying large numbers; needs libgfortran.
module fourier
  implicit none
  integer, parameter :: dp = kind(1d0)
  real(dp), parameter :: pi = acos(-1d0)
contains
  recursive function fft(x, inverse) result(y)
    complex(dp), intent(in) :: x(0:)
    logical, intent(in), optional :: inverse
    complex(dp) :: y(0:size(x) - 1)
    complex(dp), dimension(0:size(x) / 2 - 1) :: even, odd
    real(dp) :: direction
    integer :: n, k
    n = size(x)
    if (iand(n, n - 1) /= 0) error stop 'the length is no power of two'
    y = x
    if (n == 1) return
    direction = -1
    if (present(inverse)) direction = merge(1d0, -1d0, inverse)
    even = fft(x(0::2), inverse)
    odd = fft(x(1::2), inverse)
    odd = odd * [(exp(cmplx(0d0, direction * 2 * pi * k / n, dp)), k = 0, n / 2 - 1)]
    y(:n / 2 - 1) = even + odd
    y(n / 2:) = even - odd
  end function fft
end module fourier

program main
  use fourier
  implicit none
  integer, parameter :: n = 256
  complex(dp) :: signal(0:n - 1), spectrum(0:n - 1), slow(0:n - 1)
  real(dp) :: power(0:n / 2)
  integer :: i, k

  signal = [(cmplx(1 + 3 * sin(2 * pi * 5 * i / n) + 0.5d0 * cos(2 * pi * 40 * i / n), 0d0, dp), i = 0, n - 1)]
  spectrum = fft(signal)
  power = abs(spectrum(0:n / 2)) / n
  power(1:n / 2 - 1) = 2 * power(1:n / 2 - 1)
  do k = 0, n / 2
    if (power(k) > 1d-9) print '(a, i4, a, f7.3)', 'frequency', k, ', amplitude', power(k)
  end do
  slow = [(sum(signal * [(exp(cmplx(0d0, -2 * pi * modulo(i * k, n) / n, dp)), i = 0, n - 1)]), k = 0, n - 1)]
  print '(a, l1)', 'as by the definition: ', maxval(abs(spectrum - slow)) < 1d-10
  print '(a, l1)', 'there and back: ', maxval(abs(fft(spectrum, inverse=.true.) / n - signal)) < 1d-13
  print '(a, f10.4, f10.4)', 'Parseval:', sum(abs(signal)**2), sum(abs(spectrum)**2) / n
  print '(a, l1)', 'a real signal has a symmetric spectrum: ', maxval(abs(spectrum(1:) - conjg(spectrum(n - 1:1:-1)))) < 1d-10
  print '(2a)', '12345678987654321 * 99999999999 = ', product_of('12345678987654321', '99999999999')
  print '(2a)', '111111111 ** 2 = ', product_of('111111111', '111111111')

contains

  function product_of(a, b) result(text)
    character(*), intent(in) :: a, b
    character(:), allocatable :: text
    complex(dp) :: p(0:63), q(0:63)
    integer :: digits(0:63), i
    p = 0
    q = 0
    p(:len(a) - 1) = [(iachar(a(i:i)) - 48, i = len(a), 1, -1)]
    q(:len(b) - 1) = [(iachar(b(i:i)) - 48, i = len(b), 1, -1)]
    digits = nint(real(fft(fft(p) * fft(q), inverse=.true.)) / 64)
    do i = 0, 62
      digits(i + 1) = digits(i + 1) + digits(i) / 10
      digits(i) = mod(digits(i), 10)
    end do
    text = ''
    do i = 0, findloc(digits > 0, .true., 1, back=.true.) - 1
      text = achar(48 + digits(i)) // text
    end do
  end function product_of

end program main
