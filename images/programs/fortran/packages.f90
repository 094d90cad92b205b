program packages
  implicit none
  {{imports}}
  print '(a)', 'imported'
end program packages
