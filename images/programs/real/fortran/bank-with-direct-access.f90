! A bank in a file of records of fixed length, read and written by number, with transfers that can fail; needs only libgfortran.
module bank
  use, intrinsic :: iso_fortran_env, only: int64
  implicit none
  type :: account
    integer :: number = 0
    integer(int64) :: cents = 0
    character(20) :: owner = ''
  end type account
  integer :: unit = -1
contains
  subroutine open_bank(path, length)
    character(*), intent(in) :: path
    integer, intent(out) :: length
    type(account) :: a
    inquire(iolength=length) a%number, a%cents, a%owner
    open(newunit=unit, file=path, access='direct', form='unformatted', recl=length, status='replace')
  end subroutine open_bank

  subroutine put(a)
    type(account), intent(in) :: a
    write(unit, rec=a%number) a%number, a%cents, a%owner
  end subroutine put

  logical function get(number, a)
    integer, intent(in) :: number
    type(account), intent(out) :: a
    integer :: status
    read(unit, rec=number, iostat=status) a%number, a%cents, a%owner
    get = status == 0 .and. a%number == number
  end function get

  subroutine transfer_money(from, to, cents, message)
    integer, intent(in) :: from, to
    integer(int64), intent(in) :: cents
    character(:), allocatable, intent(out) :: message
    type(account) :: payer, payee
    if (.not. get(from, payer) .or. .not. get(to, payee)) then
      message = 'no such account'
    else if (payer%cents < cents) then
      message = 'not enough money for ' // trim(payer%owner)
    else
      payer%cents = payer%cents - cents
      payee%cents = payee%cents + cents
      call put(payer)
      call put(payee)
      message = 'done'
    end if
  end subroutine transfer_money

  function euros(cents) result(text)
    integer(int64), intent(in) :: cents
    character(20) :: text
    write(text, '(i0, ",", i2.2, " €")') cents / 100, mod(cents, 100_int64)
  end function euros
end module bank

program main
  use bank
  implicit none
  type(account) :: a
  character(:), allocatable :: message
  integer :: i, length, bytes
  integer :: from(5) = [1, 7, 1, 3, 5], to(5) = [7, 3, 9, 1, 1]
  integer(int64) :: cents(5) = [25050_int64, 25051_int64, 1_int64, 999_int64, 1_int64], total

  call open_bank('bank.dat', length)
  call put(account(1, 100000_int64, 'Müller'))
  call put(account(7, 0_int64, 'Łukasz'))
  call put(account(3, 123456789012_int64, '山田'))
  do i = 1, 5
    call transfer_money(from(i), to(i), cents(i), message)
    print '(i0, a, i0, 4a)', from(i), ' -> ', to(i), ' ', trim(euros(cents(i))), ': ', message
  end do
  total = 0
  do i = 1, 9
    if (.not. get(i, a)) cycle
    print '(i3, 1x, a, a)', a%number, euros(a%cents), trim(a%owner)
    total = total + a%cents
  end do
  flush(unit)
  inquire(unit=unit, size=bytes)
  print '(3a, i0, a, i0)', 'total ', trim(euros(total)), ', record ', length, ' bytes, file ', bytes
  close(unit, status='delete')
end program main
