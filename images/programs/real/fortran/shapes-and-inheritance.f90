! Abstract types, deferred and overridden procedures, an operator, select type and a finalizer; needs only libgfortran.
module shapes
  implicit none
  real, parameter :: pi = acos(-1.0)
  integer :: finalized = 0

  type, abstract :: shape
    character(24) :: name = ''
  contains
    procedure(area_of), deferred :: area
    procedure :: describe
    procedure, private :: scaled_by
    generic :: operator(*) => scaled_by
    procedure(scale_it), deferred :: scale
  end type shape

  abstract interface
    pure real function area_of(self)
      import :: shape
      class(shape), intent(in) :: self
    end function area_of
    subroutine scale_it(self, factor)
      import :: shape
      class(shape), intent(inout) :: self
      real, intent(in) :: factor
    end subroutine scale_it
  end interface

  type, extends(shape) :: circle
    real :: radius
  contains
    procedure :: area => circle_area
    procedure :: scale => scale_circle
    final :: drop_circle
  end type circle

  type, extends(shape) :: rectangle
    real :: width, height
  contains
    procedure :: area => rectangle_area
    procedure :: scale => scale_rectangle
    procedure :: describe => describe_rectangle
  end type rectangle

  type :: item
    class(shape), allocatable :: it
  end type item

contains

  pure real function circle_area(self)
    class(circle), intent(in) :: self
    circle_area = pi * self%radius**2
  end function circle_area

  pure real function rectangle_area(self)
    class(rectangle), intent(in) :: self
    rectangle_area = self%width * self%height
  end function rectangle_area

  subroutine scale_circle(self, factor)
    class(circle), intent(inout) :: self
    real, intent(in) :: factor
    self%radius = self%radius * factor
  end subroutine scale_circle

  subroutine scale_rectangle(self, factor)
    class(rectangle), intent(inout) :: self
    real, intent(in) :: factor
    self%width = self%width * factor
    self%height = self%height * factor
  end subroutine scale_rectangle

  function scaled_by(self, factor) result(copy)
    class(shape), intent(in) :: self
    real, intent(in) :: factor
    class(shape), allocatable :: copy
    allocate(copy, source=self)
    call copy%scale(factor)
  end function scaled_by

  subroutine describe(self)
    class(shape), intent(in) :: self
    print '(2a, f9.3)', trim(self%name), ': area', self%area()
  end subroutine describe

  subroutine describe_rectangle(self)
    class(rectangle), intent(in) :: self
    print '(2a, f6.2, a, f6.2, a, l1)', trim(self%name), ':', self%width, ' by', self%height, ', square: ', &
      self%width == self%height
  end subroutine describe_rectangle

  subroutine drop_circle(self)
    type(circle), intent(inout) :: self
    if (self%name == 'lokal') finalized = finalized + 1
  end subroutine drop_circle

end module shapes

program main
  use shapes
  implicit none
  type(item), allocatable :: items(:)
  class(shape), allocatable :: larger
  integer :: i, circles
  real :: total

  allocate(items(4))
  allocate(items(1)%it, source=circle('Kreis', 1.0))
  allocate(items(2)%it, source=rectangle('Rechteck', 2.0, 3.5))
  allocate(items(3)%it, source=rectangle('Quadrat', 1.5, 1.5))
  allocate(items(4)%it, source=circle('円', 0.5))
  total = 0
  circles = 0
  do i = 1, size(items)
    call items(i)%it%describe()
    total = total + items(i)%it%area()
    select type (it => items(i)%it)
    type is (circle)
      circles = circles + 1
    class is (rectangle)
      it%name = trim(it%name) // ' (eckig)'
    end select
  end do
  print '(i0, a, f9.4)', circles, ' circles, total area', total
  larger = items(2)%it * 2.0
  call larger%describe()
  print '(a, f6.1, 2l2)', 'ratio', larger%area() / items(2)%it%area(), &
    same_type_as(larger, items(3)%it), extends_type_of(larger, items(1)%it)
  block
    type(circle) :: local
    local%name = 'lokal'
    local%radius = 1
    finalized = 0
  end block
  print '(a, i0)', 'finalized at the end of the block: ', finalized
end program main
