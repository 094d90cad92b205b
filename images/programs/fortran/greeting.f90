module greeting
  implicit none
contains
  function greeting_from(origin) result(text)
    character(len=*), intent(in) :: origin
    character(len=:), allocatable :: text
    text = 'Grüße aus ' // origin // ' ✓'
  end function greeting_from
end module greeting
