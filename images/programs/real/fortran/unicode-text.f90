! Text in many scripts as characters of four bytes, in files encoded as UTF-8: lengths, reversal, capitals; needs only libgfortran.
program unicode_text
  use, intrinsic :: iso_fortran_env, only: output_unit
  implicit none
  integer, parameter :: ucs = selected_char_kind('ISO_10646')
  character(40, ucs) :: line, lines(6)
  character(200) :: bytes
  integer :: unit, status, n, i
  logical :: palindrome

  open(output_unit, encoding='utf-8')
  open(newunit=unit, file='text.txt', status='replace')
  write(unit, '(a)') 'Grüße, Jürgen ÄÖÜß', 'Привет, мир', 'Καλημέρα', '東京都', &
    'я иду съ мечемъ судия', 'naïve 😀'
  close(unit)

  open(newunit=unit, file='text.txt', encoding='utf-8', status='old')
  n = 0
  do
    read(unit, '(a)', iostat=status) line
    if (status /= 0) exit
    n = n + 1
    lines(n) = line
    write(*, '(a, i3, a, a, a, a)') 'chars', len_trim(line), ' | ', upper(trim(line)), ' | ', reversed(trim(line))
  end do
  close(unit)

  open(newunit=unit, file='text.txt', status='old')
  do i = 1, n
    read(unit, '(a)') bytes
    write(*, '(a, i3, a, i0)') 'bytes', len_trim(bytes), ' for chars ', len_trim(lines(i))
  end do
  close(unit, status='delete')

  palindrome = squeeze(lines(5)) == reversed(squeeze(lines(5)))
  write(*, '(a, l1)') 'palindrome: ', palindrome
  write(*, '(a, 3(1x, z0))') 'code points:', ichar(lines(6)(3:3)), ichar(lines(4)(1:1)), ichar(lines(6)(7:7))
  write(*, '(a, 3(a, 1x))') 'made from numbers: ', char(int(z'20AC'), ucs), char(int(z'1D11E'), ucs), char(int(z'05D0'), ucs)
  write(*, '(a, 2i3)') 'index and scan:', index(lines(1), ucs_'J'), scan(lines(2), char(int(z'43C'), ucs))
  write(*, '(a, a)') 'repeat: ', repeat(char(int(z'2713'), ucs), 5)

contains

  function upper(text) result(out)
    character(*, ucs), intent(in) :: text
    character(len(text), ucs) :: out
    integer :: i, code
    do i = 1, len(text)
      code = ichar(text(i:i))
      select case (code)
      case (97:122, 224:246, 248:254, 945:961, 963:969, 1072:1103)
        code = code - 32
      case (940) ! ά
        code = 902
      case (941:943) ! έ ή ί
        code = code - 37
      end select
      out(i:i) = char(code, ucs)
    end do
  end function upper

  function reversed(text) result(out)
    character(*, ucs), intent(in) :: text
    character(len(text), ucs) :: out
    integer :: i
    do i = 1, len(text)
      out(i:i) = text(len(text) - i + 1:len(text) - i + 1)
    end do
  end function reversed

  function squeeze(text) result(out)
    character(*, ucs), intent(in) :: text
    character(:, ucs), allocatable :: out
    integer :: i
    out = ucs_''
    do i = 1, len_trim(text)
      if (text(i:i) /= ucs_' ') out = out // text(i:i)
    end do
  end function squeeze

end program unicode_text
