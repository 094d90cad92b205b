include '{{directory}}/greeting.f90'

program sources
  use greeting
  implicit none
  print '(a)', greeting_from('zwei Dateien')
end program sources
