program uncaught_error
  error stop 'Überlauf ✓'
end program uncaught_error
