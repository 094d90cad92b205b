! Writes and reads a CSV file with quoted fields and prints a sorted report; needs only Fortran's own library.
module csv
  implicit none
  type :: field
    character(:), allocatable :: text
  end type field
contains
  function split(line) result(fields)
    character(*), intent(in) :: line
    type(field), allocatable :: fields(:)
    character(:), allocatable :: part
    logical :: quoted
    integer :: i
    allocate(fields(0))
    part = ''
    quoted = .false.
    i = 1
    do while (i <= len(line))
      if (quoted .and. line(i:min(i + 1, len(line))) == '""') then
        part = part // '"'
        i = i + 1
      else if (line(i:i) == '"') then
        quoted = .not. quoted
      else if (line(i:i) == ';' .and. .not. quoted) then
        fields = [fields, field(part)]
        part = ''
      else
        part = part // line(i:i)
      end if
      i = i + 1
    end do
    fields = [fields, field(part)]
  end function split

  pure integer function columns(text) ! UTF-8: all bytes but those that continue a character
    character(*), intent(in) :: text
    integer :: i
    columns = count([(iand(iachar(text(i:i)), 192) /= 128, i = 1, len_trim(text))])
  end function columns
end module csv

program sales_report
  use csv
  implicit none
  character(*), parameter :: path = 'sales.csv'
  type(field), allocatable :: fields(:)
  character(200) :: line, message
  character(24) :: names(10)
  integer :: unit, status, n, i, amount, order(10)
  real :: price, totals(10)

  open(newunit=unit, file=path, status='replace', action='write')
  write(unit, '(a)') 'article;count;price', 'Äpfel;12;0.35', '"Tisch ""Höhe""; Eiche";2;249.90', &
    'Brötchen;40;0.45', 'broken;x;1', '抹茶;3;8.5'
  close(unit)

  n = 0
  open(newunit=unit, file=path, status='old', action='read')
  read(unit, '(a)') line
  do
    read(unit, '(a)', iostat=status) line
    if (status /= 0) exit
    fields = split(trim(line))
    read(fields(2)%text, *, iostat=status, iomsg=message) amount
    if (status == 0) read(fields(3)%text, *, iostat=status) price
    if (status /= 0) then
      print '(3a)', 'skipped: ', trim(line), merge(' (a message says why)', '                     ', len_trim(message) > 0)
      cycle
    end if
    n = n + 1
    names(n) = fields(1)%text
    totals(n) = amount * price
  end do
  print '(a, l1)', 'read to the end: ', is_iostat_end(-1)
  close(unit, status='delete')

  order(:n) = [(i, i = 1, n)]
  do i = 2, n ! insertion sort, largest first
    associate (key => totals(order(i)))
      order(:i) = [pack(order(:i - 1), totals(order(:i - 1)) >= key), order(i), pack(order(:i - 1), totals(order(:i - 1)) < key)]
    end associate
  end do
  print '(a)', repeat('=', 36)
  do i = 1, n
    print '(3a, f10.2, a)', trim(names(order(i))), repeat('.', 24 - columns(names(order(i)))), ' ', totals(order(i)), ' '
  end do
  print '(a, f11.2)', 'total                   ', sum(totals(:n))
end program sales_report
