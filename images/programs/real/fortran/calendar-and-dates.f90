! Calendars: Julian day numbers, weekdays, Easter, leap years and a printed month, checked against each other; needs libgfortran.
module calendar
  implicit none
  character(10), parameter :: weekdays(0:6) = [character(10) :: &
    'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag']
  type :: date
    integer :: year, month, day
  contains
    procedure :: text
  end type date
  interface operator(-)
    module procedure days_between
  end interface
contains
  function text(self) result(out)
    class(date), intent(in) :: self
    character(10) :: out
    write(out, '(i4.4, 2("-", i2.2))') self%year, self%month, self%day
  end function text

  pure elemental integer function julian_day(d)
    type(date), intent(in) :: d
    integer :: a, y, m
    a = (14 - d%month) / 12
    y = d%year + 4800 - a
    m = d%month + 12 * a - 3
    julian_day = d%day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045
  end function julian_day

  pure type(date) function from_julian_day(number) result(d)
    integer, intent(in) :: number
    integer :: a, b, c, e, m
    a = number + 32044
    b = (4 * a + 3) / 146097
    c = a - 146097 * b / 4
    e = (4 * c + 3) / 1461
    c = c - 1461 * e / 4
    m = (5 * c + 2) / 153
    d = date(100 * b + e - 4800 + m / 10, m + 3 - 12 * (m / 10), c - (153 * m + 2) / 5 + 1)
  end function from_julian_day

  pure integer function days_between(a, b)
    type(date), intent(in) :: a, b
    days_between = julian_day(a) - julian_day(b)
  end function days_between

  pure type(date) function easter(year)
    integer, intent(in) :: year
    integer :: g, c, h, i, j, l
    g = mod(year, 19)
    c = year / 100
    h = mod(c - c / 4 - (8 * c + 13) / 25 + 19 * g + 15, 30)
    i = h - (h / 28) * (1 - (29 / (h + 1)) * ((21 - g) / 11))
    j = mod(year + year / 4 + i + 2 - c + c / 4, 7)
    l = i - j
    easter = date(year, 3 + (l + 40) / 44, l + 28 - 31 * ((3 + (l + 40) / 44) / 4))
  end function easter

  pure logical function leap(year)
    integer, intent(in) :: year
    leap = julian_day(date(year, 3, 1)) - julian_day(date(year, 2, 28)) == 2
  end function leap
end module calendar

program main
  use calendar
  implicit none
  type(date) :: days(4), d
  integer :: i, first, values(8), sundays
  character(10) :: day, time, zone

  days = [date(2000, 1, 1), date(1969, 7, 20), date(2024, 2, 29), date(1582, 10, 15)]
  do i = 1, 4
    print '(a, i9, 1x, a)', days(i)%text(), julian_day(days(i)), weekdays(mod(julian_day(days(i)), 7))
  end do
  print '(a, i0)', 'days from the landing on the moon to 2024-02-29: ', days(3) - days(2)
  do i = 2023, 2027
    d = easter(i)
    print '(a, 1x, a)', d%text(), trim(merge('Schaltjahr', '          ', leap(i)))
  end do
  print '(a, l1)', 'Easter is always a Sunday: ', all([(mod(julian_day(easter(i)), 7) == 6, i = 1900, 2100)])
  print '(a, i0)', 'leap years from 1900 to 2100: ', count([(leap(i), i = 1900, 2100)])
  sundays = 0
  do i = 0, 1199 ! firsts of the month in the 20th century
    if (mod(julian_day(date(1901 + i / 12, 1 + mod(i, 12), 1)), 7) == 6) sundays = sundays + 1
  end do
  print '(a, i0)', 'Sundays on the first of a month from 1901 to 2000: ', sundays
  do i = 2400000, 2500000, 7
    d = from_julian_day(i)
    if (julian_day(d) /= i) error stop 'no round trip'
  end do

  print '(a)', '     Februar 2024', ' Mo Di Mi Do Fr Sa So'
  first = mod(julian_day(date(2024, 2, 1)), 7)
  write(*, '(a)', advance='no') repeat('   ', first)
  do i = 1, 29
    write(*, '(i3)', advance='no') i
    if (mod(first + i, 7) == 0 .or. i == 29) print '(a)', ''
  end do
  call date_and_time(day, time, zone, values)
  print '(a, 3l2)', 'the clock is plausible:', values(1) >= 2024, verify(trim(day), '0123456789') == 0, scan(zone(1:1), '+-') == 1
end program main
