! Solves a linear system with LAPACK, stores the solution with netCDF, reads it back and takes its norm with BLAS.
program compute
  use netcdf
  implicit none

  double precision, external :: dnrm2
  double precision :: matrix(2, 2), solution(2), stored(2)
  integer :: pivots(2), status, file, dimension, variable

  matrix = reshape([2d0, 1d0, 1d0, 3d0], [2, 2])
  solution = [10d0, 15d0]
  call dgesv(2, 1, matrix, 2, pivots, solution, 2, status)
  if (status /= 0) error stop 'dgesv'

  call check(nf90_create('{{file}}', nf90_clobber, file))
  call check(nf90_def_dim(file, 'x', 2, dimension))
  call check(nf90_def_var(file, 'solution', nf90_double, [dimension], variable))
  call check(nf90_enddef(file))
  call check(nf90_put_var(file, variable, solution))
  call check(nf90_get_var(file, variable, stored))
  call check(nf90_close(file))

  print '(f0.1, 1x, f0.1, 1x, f0.1)', stored, dnrm2(2, stored, 1)

contains

  subroutine check(code)
    integer, intent(in) :: code
    if (code /= nf90_noerr) error stop nf90_strerror(code)
  end subroutine check

end program compute
