//! Pipes programs into each other, reads their status and starts itself again; needs sort, tr, wc, sleep and sh.
use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

struct Farewell(&'static str);

impl Drop for Farewell {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn child() -> ExitCode {
    let _farewell = Farewell("child leaves");
    println!("child with {:?}", env::args().skip(1).collect::<Vec<_>>());
    eprintln!("trouble");
    ExitCode::from(7)
}

fn main() -> io::Result<ExitCode> {
    if env::var_os("PROBE_CHILD").is_some() {
        return Ok(child());
    }
    let _farewell = Farewell("the end");
    let mut sort = Command::new("sort").arg("-r").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    sort.stdin.take().expect("piped").write_all(b"birne\napfel\nzitrone\n")?;
    let output = sort.wait_with_output()?;
    println!("{:?} {}", String::from_utf8_lossy(&output.stdout), output.status.success());

    std::fs::write("words.txt", "eins zwei drei\nvier fünf\n")?;
    let mut words = Command::new("tr").args([" ", "\\n"]).stdin(File::open("words.txt")?).stdout(Stdio::piped()).spawn()?;
    let lines = Command::new("wc").arg("-l").stdin(words.stdout.take().expect("piped")).output()?;
    println!("{} lines, {}", String::from_utf8_lossy(&lines.stdout).trim(), words.wait()?);

    std::fs::create_dir_all("arbeit")?;
    let shell = Command::new("sh").args(["-c", "echo \"$GREETING from $(basename \"$PWD\") ${PROBE_GONE-unset}\"; echo oops >&2; exit 3"])
        .current_dir("arbeit").env("GREETING", "Grüße").env_remove("PROBE_GONE").output()?;
    println!("{} {} {:?}", String::from_utf8_lossy(&shell.stdout).trim(), String::from_utf8_lossy(&shell.stderr).trim(), shell.status.code());
    let bare = Command::new("/usr/bin/env").env_clear().env("NUR", "dies").output()?;
    println!("{:?}", String::from_utf8_lossy(&bare.stdout));

    let again = Command::new(env::current_exe()?).arg0("probe").args(["grün", "a b", ""]).env("PROBE_CHILD", "1").stderr(Stdio::piped()).output()?;
    print!("{}", String::from_utf8_lossy(&again.stdout));
    println!("{:?} {:?}", again.status.code(), String::from_utf8_lossy(&again.stderr).trim());

    let start = Instant::now();
    let mut sleeping = Command::new("sleep").arg("60").spawn()?;
    println!("running: {:?}", sleeping.try_wait()?);
    sleeping.kill()?;
    let status = sleeping.wait()?;
    println!("{:?} {:?} {}", status.code(), status.signal(), start.elapsed() < Duration::from_secs(20));
    let aborted = Command::new("sh").args(["-c", "kill -TERM $$"]).status()?;
    println!("{aborted}");
    println!("{:?}", Command::new("no-such-program").spawn().map(|_| ()).map_err(|e| e.kind()));
    let odd = Command::new("printf").arg(OsStr::from_bytes(b"a\xffb")).output()?;
    println!("{:?} {:?}", odd.stdout, Command::new("printf").arg("nul\0byte").output().map_err(|e| e.kind()).is_err());
    let mut input = String::new();
    println!("{} {:?}", io::stdin().read_to_string(&mut input)?, io::stdin().lines().next().is_none());
    println!("{} {:?}", env::var("HOME").is_ok(), env::var("PROBE_GONE"));
    Ok(ExitCode::SUCCESS)
}
