use std::env;
use std::path::PathBuf;
use std::process::Command;

fn line(name: &str, problem: Option<String>) {
    println!("{name} {}", problem.as_deref().unwrap_or("ok"));
}

fn path() -> Option<String> {
    // What is declared must lead to the compiler, not a directory that the system searches anyway.
    let declared = env::var("PATH").unwrap_or_default();
    let found = env::split_paths(&declared).any(|directory| directory.join("rustc").is_file());
    let started = Command::new("rustc").arg("--version").output().is_ok_and(|output| output.status.success());
    (!found || !started).then(|| format!("is {declared}, which does not lead to rustc"))
}

#[allow(deprecated)] // It was for a time; what it gives is what programs see.
fn home() -> Option<String> {
    let seen = env::home_dir();
    (seen.is_none() || seen != env::var_os("HOME").map(PathBuf::from)).then(|| format!("is not what counts, which is {seen:?}"))
}

fn tmpdir() -> Option<String> {
    let used = env::temp_dir();
    let own = env::var_os("TMPDIR").map(PathBuf::from);
    // What it is set to is also what Rust takes by itself: only another value shows that it is read.
    #[allow(unused_unsafe)] // Unsafe from edition 2024 on.
    unsafe {
        env::set_var("TMPDIR", "{{directory}}");
    }
    let obeyed = env::temp_dir() == PathBuf::from("{{directory}}");
    (own.as_ref() != Some(&used) || !obeyed).then(|| format!("is {own:?}, and files go to {used:?}"))
}

fn main() {
    line("PATH", path());
    line("HOME", home());
    line("TMPDIR", tmpdir());
}
