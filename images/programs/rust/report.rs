use std::fs;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, ExitCode};

fn show<T: AsRef<[u8]>>(key: &str, value: io::Result<T>) {
    match value {
        Ok(bytes) => {
            let hex: String = bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
            println!("{key} {hex}");
        }
        Err(error) => println!("{key} ! {error}"),
    }
}

fn version() -> io::Result<String> {
    let output = Command::new("rustc").arg("--version").output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split(' ').nth(1).map(str::to_owned).ok_or_else(|| io::Error::other(text))
}

fn main() -> ExitCode {
    show("environ", fs::read("/proc/self/environ"));
    show("status", fs::read("/proc/self/status"));
    show("cwd", std::env::current_dir().map(|path| path.as_os_str().as_bytes().to_vec()));
    match fs::read_link("/proc/self/ns/mnt") {
        Ok(link) => println!("mntns {}", link.display()),
        Err(error) => println!("mntns ! {error}"),
    }
    show("nonce", fs::read("{{nonce}}"));
    let mut input = Vec::new();
    match io::stdin().read_to_end(&mut input) {
        Ok(count) => println!("stdin {count}"),
        Err(error) => println!("stdin ! {error}"),
    }
    match version() {
        Ok(version) => println!("version {version}"),
        Err(error) => println!("version ! {error}"),
    }
    println!("utf8 Grüße, 世界 ✓");

    if let Err(error) = fs::write("{{file}}", "written by the report\n") {
        eprintln!("cannot write: {error}");
        return ExitCode::FAILURE;
    }
    eprintln!("Überlauf ✓");
    ExitCode::from(3)
}
