! A linked queue, a binary tree of words and a stack, with pointers and allocatable components; needs only libgfortran.
module structures
  implicit none
  type :: node
    character(:), allocatable :: word
    integer :: count = 0
    type(node), allocatable :: left, right
  end type node
  type :: link
    integer :: value
    type(link), pointer :: next => null()
  end type link
  type :: queue
    type(link), pointer :: first => null(), last => null()
    integer :: length = 0
  contains
    procedure :: push, pop
    final :: clear
  end type queue
contains
  recursive subroutine add(tree, word)
    type(node), allocatable, intent(inout) :: tree
    character(*), intent(in) :: word
    if (.not. allocated(tree)) then
      allocate(tree)
      tree%word = word
    end if
    if (llt(word, tree%word)) then
      call add(tree%left, word)
    else if (lgt(word, tree%word)) then
      call add(tree%right, word)
    else
      tree%count = tree%count + 1
    end if
  end subroutine add

  recursive subroutine show(tree)
    type(node), allocatable, intent(in) :: tree
    if (.not. allocated(tree)) return
    call show(tree%left)
    print '(i3, 1x, a)', tree%count, tree%word
    call show(tree%right)
  end subroutine show

  recursive integer function depth(tree) result(levels)
    type(node), allocatable, intent(in) :: tree
    levels = 0
    if (allocated(tree)) levels = 1 + max(depth(tree%left), depth(tree%right))
  end function depth

  subroutine push(self, value)
    class(queue), intent(inout) :: self
    integer, intent(in) :: value
    if (associated(self%last)) then
      allocate(self%last%next)
      self%last => self%last%next
    else
      allocate(self%first)
      self%last => self%first
    end if
    self%last%value = value
    self%length = self%length + 1
  end subroutine push

  logical function pop(self, value)
    class(queue), intent(inout) :: self
    integer, intent(out) :: value
    type(link), pointer :: old
    value = 0
    pop = associated(self%first)
    if (.not. pop) return
    old => self%first
    value = old%value
    self%first => old%next
    if (.not. associated(self%first)) self%last => null()
    deallocate(old)
    self%length = self%length - 1
  end function pop

  subroutine clear(self)
    type(queue), intent(inout) :: self
    integer :: value
    do while (self%pop(value))
    end do
    print '(a, i0)', 'queue cleared, length ', self%length
  end subroutine clear
end module structures

program main
  use structures
  implicit none
  character(*), parameter :: text = 'der Mond und die Sonne und der Käse und die Äpfel'
  type(node), allocatable :: words
  integer :: from, to

  from = 1
  do while (from <= len(text))
    to = index(text(from:) // ' ', ' ') + from - 2
    call add(words, text(from:to))
    from = to + 2
  end do
  call show(words)
  print '(a, i0)', 'depth ', depth(words)
  call jugglers(41, 3)

contains

  ! Every third leaves the circle: who stays?
  subroutine jugglers(n, step)
    integer, intent(in) :: n, step
    type(queue) :: circle
    integer :: i, who
    do i = 1, n
      call circle%push(i)
    end do
    do while (circle%length > 1)
      do i = 1, step - 1
        if (circle%pop(who)) call circle%push(who)
      end do
      if (.not. circle%pop(who)) exit
    end do
    if (circle%pop(who)) print '(a, i0)', 'the last is number ', who
    print '(a, l1)', 'empty: ', .not. circle%pop(who)
    call circle%push(1)
  end subroutine jugglers

end program main
