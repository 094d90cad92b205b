program report
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: compiler_version, error_unit, output_unit
  implicit none

  interface
    integer(c_int) function open_file(path, flags) bind(c, name='open')
      import :: c_char, c_int
      character(kind=c_char), intent(in) :: path(*)
      integer(c_int), value :: flags
    end function open_file
    integer(c_int) function close_file(descriptor) bind(c, name='close')
      import :: c_int
      integer(c_int), value :: descriptor
    end function close_file
    integer(c_size_t) function read_bytes(descriptor, bytes, count) bind(c, name='read')
      import :: c_char, c_int, c_size_t
      integer(c_int), value :: descriptor
      character(kind=c_char), intent(out) :: bytes(*)
      integer(c_size_t), value :: count
    end function read_bytes
    integer(c_size_t) function read_link(path, bytes, count) bind(c, name='readlink')
      import :: c_char, c_size_t
      character(kind=c_char), intent(in) :: path(*)
      character(kind=c_char), intent(out) :: bytes(*)
      integer(c_size_t), value :: count
    end function read_link
  end interface

  integer, parameter :: capacity = 1048576
  character(len=capacity) :: content
  character(len=4096) :: directory
  character(len=:), allocatable :: version
  integer :: count, status, unit

  call show_file('environ', '/proc/self/environ')
  call show_file('status', '/proc/self/status')

  call getcwd(directory, status)
  if (status == 0) then
    call show_bytes('cwd', trim(directory))
  else
    print '(a, i0)', 'cwd ! getcwd gives ', status
  end if

  count = int(read_link('/proc/self/ns/mnt' // c_null_char, content, int(capacity, c_size_t)))
  if (count >= 0) then
    print '(a)', 'mntns ' // content(:count)
  else
    print '(a)', 'mntns ! readlink fails'
  end if

  call show_file('nonce', '{{nonce}}')

  count = length_of(0_c_int)
  print '(a, i0)', 'stdin ', count

  version = compiler_version()
  version = version(index(version, ' ', back=.true.) + 1:)
  print '(a)', 'version ' // version
  print '(a)', 'utf8 Grüße, 世界 ✓'

  open (newunit=unit, file='{{file}}', action='write', status='replace')
  write (unit, '(a)') 'written by the report'
  close (unit)
  write (error_unit, '(a)') 'Überlauf ✓'
  flush (output_unit)
  call exit(3)

contains

  ! What a descriptor gives until its end, in content; -1 when it cannot be read.
  integer function length_of(descriptor) result(length)
    integer(c_int), intent(in) :: descriptor
    integer :: more
    length = 0
    do
      more = int(read_bytes(descriptor, content(length + 1:), int(capacity - length, c_size_t)))
      if (more < 0) length = -1
      if (more <= 0) return
      length = length + more
    end do
  end function length_of

  subroutine show_file(key, path)
    character(len=*), intent(in) :: key, path
    integer(c_int) :: descriptor, ignored
    integer :: length
    descriptor = open_file(path // c_null_char, 0_c_int)
    length = -1
    if (descriptor >= 0) then
      length = length_of(descriptor)
      ignored = close_file(descriptor)
    end if
    if (length >= 0) then
      call show_bytes(key, content(:length))
    else
      print '(a)', key // ' ! cannot be read'
    end if
  end subroutine show_file

  subroutine show_bytes(key, bytes)
    character(len=*), intent(in) :: key, bytes
    character(len=*), parameter :: digits = '0123456789abcdef'
    character(len=2*len(bytes)) :: hex
    integer :: i, high, low
    do i = 1, len(bytes)
      high = iachar(bytes(i:i))/16 + 1
      low = modulo(iachar(bytes(i:i)), 16) + 1
      hex(2*i - 1:2*i) = digits(high:high) // digits(low:low)
    end do
    print '(a)', key // ' ' // hex
  end subroutine show_bytes

end program report
