use std::fs;
use std::io;

fn main() -> io::Result<()> {
    let text = fs::read_to_string("{{input}}")?;
    let lines: Vec<&str> = text.lines().collect();
    println!("{} {}", lines.len(), lines[0]);
    fs::write("{{file}}", format!("written: {}\n", lines[0]))
}
