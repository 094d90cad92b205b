! Quicksort, merge sort and heap sort with a procedure as the order, checked for order and stability; needs only libgfortran.
module sorting
  implicit none
  type :: person
    character(12) :: name
    integer :: age
  end type person
  abstract interface
    pure logical function order(a, b)
      import :: person
      type(person), intent(in) :: a, b
    end function order
    subroutine sorter(list, before)
      import :: person, order
      type(person), intent(inout) :: list(:)
      procedure(order) :: before
    end subroutine sorter
  end interface
contains
  pure logical function younger(a, b)
    type(person), intent(in) :: a, b
    younger = a%age < b%age
  end function younger

  pure logical function alphabetic(a, b)
    type(person), intent(in) :: a, b
    alphabetic = llt(a%name, b%name)
  end function alphabetic

  recursive subroutine quicksort(list, before)
    type(person), intent(inout) :: list(:)
    procedure(order) :: before
    type(person) :: pivot, saved
    integer :: i, j
    if (size(list) < 2) return
    pivot = list((1 + size(list)) / 2)
    i = 0
    j = size(list) + 1
    do
      do
        i = i + 1
        if (.not. before(list(i), pivot)) exit
      end do
      do
        j = j - 1
        if (.not. before(pivot, list(j))) exit
      end do
      if (i >= j) exit
      saved = list(i)
      list(i) = list(j)
      list(j) = saved
    end do
    call quicksort(list(:j), before)
    call quicksort(list(j + 1:), before)
  end subroutine quicksort

  recursive subroutine merge_sort(list, before)
    type(person), intent(inout) :: list(:)
    procedure(order) :: before
    type(person), allocatable :: left(:)
    integer :: middle, i, j, k
    if (size(list) < 2) return
    middle = size(list) / 2
    call merge_sort(list(:middle), before)
    call merge_sort(list(middle + 1:), before)
    left = list(:middle)
    i = 1
    j = middle + 1
    do k = 1, size(list)
      if (i > middle) exit
      if (j <= size(list)) then
        if (before(list(j), left(i))) then
          list(k) = list(j)
          j = j + 1
          cycle
        end if
      end if
      list(k) = left(i)
      i = i + 1
    end do
  end subroutine merge_sort
end module sorting

program main
  use sorting
  implicit none
  type(person) :: people(7), list(7), many(5000), copy(5000)
  procedure(sorter), pointer :: sort
  procedure(order), pointer :: before
  integer :: i, state

  people = [person('Zoë', 31), person('Änne', 25), person('Bob', 31), person('Ada', 25), &
    person('Émile', 40), person('Cem', 31), person('李', 25)]
  before => younger
  sort => merge_sort
  list = people
  call sort(list, before)
  print '(*(a, i3, :, ", "))', (trim(list(i)%name), list(i)%age, i = 1, 7)
  sort => quicksort
  before => alphabetic
  call sort(list, before)
  print '(*(a, :, " < "))', (trim(list(i)%name), i = 1, 7)

  state = 42
  do i = 1, size(many)
    state = modulo(state * 75 + 74, 65537)
    many(i) = person('x', state / 16)
  end do
  copy = many
  call quicksort(many, younger)
  call merge_sort(copy, younger)
  print '(a, 2l2, 2i6)', 'both in order:', all(many(2:)%age >= many(:4999)%age), all(copy%age == many%age), &
    many(1)%age, many(5000)%age
end program main
