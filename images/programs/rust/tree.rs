use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::Command;

extern "C" {
    fn setsid() -> i32;
}

fn sleep() -> Command {
    let mut command = Command::new("/usr/bin/sleep");
    command.arg("{{marker}}");
    command
}

fn main() -> io::Result<()> {
    let mut detached = sleep();
    // SAFETY: setsid may be called between fork and exec, and changes nothing but the new process.
    unsafe {
        detached.pre_exec(|| if setsid() < 0 { Err(io::Error::last_os_error()) } else { Ok(()) });
    }
    let _detached = detached.spawn()?;
    println!("started");
    io::stdout().flush()?;
    sleep().status()?;
    Ok(())
}
