program compile_error
  implicit none
  integer :: answer
  answer = forty_two
  print *, answer
end program compile_error
