//! Maps a file into memory, locks it, catches signals and registers an exit handler through the C library; needs libc's symbols.
use std::ffi::{c_char, c_int, c_long, c_void, CStr, CString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{symlink, FileExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, Ordering};

extern "C" {
    fn mmap(address: *mut c_void, length: usize, protection: c_int, flags: c_int, file: c_int, offset: c_long) -> *mut c_void;
    fn munmap(address: *mut c_void, length: usize) -> c_int;
    fn flock(file: c_int, operation: c_int) -> c_int;
    fn signal(number: c_int, handler: extern "C" fn(c_int)) -> usize;
    fn raise(number: c_int) -> c_int;
    fn atexit(function: extern "C" fn()) -> c_int;
    fn strerror(number: c_int) -> *const c_char;
    fn qsort(base: *mut c_void, count: usize, size: usize, compare: extern "C" fn(*const c_void, *const c_void) -> c_int);
}

static CAUGHT: AtomicI32 = AtomicI32::new(0);

extern "C" fn on_signal(number: c_int) {
    CAUGHT.store(number, Ordering::SeqCst);
}

extern "C" fn on_exit() {
    println!("exit handler");
}

extern "C" fn compare(a: *const c_void, b: *const c_void) -> c_int {
    // SAFETY: qsort hands over pointers to elements of the array.
    unsafe { (*a.cast::<i32>()).cmp(&*b.cast::<i32>()) as c_int }
}

/// A shared mapping of a whole file.
struct Map {
    start: *mut u8,
    length: usize,
}

impl Map {
    fn new(file: &File) -> io::Result<Map> {
        let length = file.metadata()?.len() as usize;
        // SAFETY: a new mapping at an address that the kernel chooses; 3 is read and write, 1 is shared.
        let start = unsafe { mmap(std::ptr::null_mut(), length, 3, 1, file.as_raw_fd(), 0) };
        if start as isize == -1 { Err(io::Error::last_os_error()) } else { Ok(Map { start: start.cast(), length }) }
    }

    fn bytes(&mut self) -> &mut [u8] {
        // SAFETY: the mapping lives as long as this.
        unsafe { std::slice::from_raw_parts_mut(self.start, self.length) }
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        // SAFETY: unmapped once.
        println!("unmapped: {}", unsafe { munmap(self.start.cast(), self.length) });
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        if fs::symlink_metadata(&entry)?.is_dir() { walk(&entry, found)? } else { found.push(entry) }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let root = std::env::temp_dir().join(format!("baum-äöü-{}", std::process::id()));
    fs::create_dir_all(root.join("a/世界"))?;
    let path = root.join("a/daten.bin");
    let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
    file.set_len(8000)?;
    let mut map = Map::new(&file)?;
    for (n, slot) in map.bytes().chunks_exact_mut(8).enumerate() {
        slot.copy_from_slice(&(n as f64 / 8.0).to_le_bytes());
    }
    let mut value = [0; 8];
    file.read_exact_at(&mut value, 8 * 41)?;
    println!("{} {}", f64::from_le_bytes(value), map.bytes().chunks_exact(8).map(|b| f64::from_le_bytes(b.try_into().expect("eight bytes"))).sum::<f64>());
    file.write_all_at("ü".as_bytes(), 0)?;
    println!("{:02x?}", &map.bytes()[..2]);
    drop(map);

    let other = File::open(&path)?;
    // SAFETY: calls with open files and plain numbers; 2 is exclusive, 4 without waiting, 8 unlocks.
    let locks = unsafe { [flock(file.as_raw_fd(), 2), flock(other.as_raw_fd(), 2 | 4), flock(file.as_raw_fd(), 8), flock(other.as_raw_fd(), 2 | 4)] };
    println!("{locks:?}");
    // SAFETY: the handlers do nothing but what handlers may.
    unsafe {
        signal(10, on_signal);
        raise(10);
        println!("signal {}, {:?}", CAUGHT.load(Ordering::SeqCst), CStr::from_ptr(strerror(2)));
        let mut numbers = [5, -3, 9, 0];
        qsort(numbers.as_mut_ptr().cast(), 4, 4, compare);
        println!("{numbers:?} {:?} {}", CString::new("nul\0").is_err(), atexit(on_exit));
    }

    File::create(root.join("a/世界/Übung.txt"))?.write_all("eins\nzwei\n".as_bytes())?;
    symlink("a/世界", root.join("link"))?;
    fs::set_permissions(root.join("a/世界/Übung.txt"), fs::Permissions::from_mode(0o640))?;
    fs::copy(root.join("link/Übung.txt"), root.join("kopie.txt"))?;
    let mut found = vec![];
    walk(&root, &mut found)?;
    for path in &found {
        let data = fs::metadata(path)?;
        println!("{} {:o} {}", path.strip_prefix(&root).unwrap_or(path).display(), data.mode() & 0o700, if data.is_dir() { "folder".into() } else { data.size().to_string() });
    }
    println!("{:?} {:?}", fs::read(root.join("fehlt")).map_err(|e| e.kind()), fs::remove_dir(root.join("a")).map_err(|e| e.kind()));
    println!("{:?} {:?} {:?}", path.extension(), path.with_extension("txt").file_name(), Path::new("a/../b").components().count());
    fs::remove_dir_all(&root)?;
    println!("left: {}", root.exists());
    Ok(())
}
