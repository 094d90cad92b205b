use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for _ in 0..32768 {
        out.write_all(b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n")?;
    }
    out.flush()
}
