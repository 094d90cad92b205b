use std::io::{self, Write};

fn flood(stream: impl Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(stream);
    for _ in 0..32768 {
        out.write_all(b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n")?;
    }
    out.flush()
}

fn main() -> io::Result<()> {
    flood(io::stdout().lock())?;
    flood(io::stderr().lock())
}
