//! Draws a chart and writes it as PNG, with checksums and uncompressed blocks of its own, and reads it back; needs a writable directory.
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Error, ErrorKind, Read, Write};

struct Picture {
    width: u32,
    height: u32,
    dots: Vec<[u8; 3]>,
}

fn crc(parts: &[&[u8]]) -> u32 {
    !parts.iter().flat_map(|part| part.iter()).fold(!0u32, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |s, _| if s & 1 == 1 { s >> 1 ^ 0xedb8_8320 } else { s >> 1 }))
}

fn chunk(out: &mut impl Write, name: &[u8; 4], data: &[u8]) -> io::Result<()> {
    out.write_all(&(data.len() as u32).to_be_bytes())?;
    out.write_all(name)?;
    out.write_all(data)?;
    out.write_all(&crc(&[name, data]).to_be_bytes())
}

impl Picture {
    fn new(width: u32, height: u32) -> Self {
        Picture { width, height, dots: vec![[255; 3]; (width * height) as usize] }
    }

    fn rectangle(&mut self, x: u32, y: u32, width: u32, height: u32, colour: [u8; 3]) {
        for row in y..y + height {
            let start = (row * self.width + x) as usize;
            self.dots[start..start + width as usize].fill(colour);
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\x89PNG\r\n\x1a\n")?;
        let mut header = [self.width.to_be_bytes(), self.height.to_be_bytes()].concat();
        header.extend([8, 2, 0, 0, 0]);
        chunk(out, b"IHDR", &header)?;
        chunk(out, b"tEXt", b"Title\0Ums\xe4tze")?; // in Latin-1
        let raw: Vec<u8> = self.dots.chunks(self.width as usize).flat_map(|row| std::iter::once(0).chain(row.iter().flatten().copied())).collect();
        let mut packed = vec![0x78, 0x01];
        let blocks = raw.chunks(65535).count();
        for (n, block) in raw.chunks(65535).enumerate() {
            packed.push((n + 1 == blocks) as u8);
            packed.extend((block.len() as u16).to_le_bytes());
            packed.extend((!(block.len() as u16)).to_le_bytes());
            packed.extend(block);
        }
        let (a, b) = raw.iter().fold((1u32, 0u32), |(a, b), &byte| ((a + u32::from(byte)) % 65521, (a + u32::from(byte) + b) % 65521));
        packed.extend((b << 16 | a).to_be_bytes());
        chunk(out, b"IDAT", &packed)?;
        chunk(out, b"IEND", &[])
    }
}

fn chunks(mut from: impl Read) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut magic = [0; 8];
    from.read_exact(&mut magic)?;
    let mut found = vec![];
    while found.last().map_or(true, |(name, _)| name != "IEND") {
        let (mut length, mut name, mut sum) = ([0; 4], [0; 4], [0; 4]);
        from.read_exact(&mut length)?;
        from.read_exact(&mut name)?;
        let mut data = vec![0; u32::from_be_bytes(length) as usize];
        from.read_exact(&mut data)?;
        from.read_exact(&mut sum)?;
        if crc(&[&name, &data]) != u32::from_be_bytes(sum) {
            return Err(Error::new(ErrorKind::InvalidData, format!("checksum of {}", String::from_utf8_lossy(&name))));
        }
        found.push((String::from_utf8_lossy(&name).into_owned(), data));
    }
    Ok(found)
}

fn main() -> io::Result<()> {
    let mut picture = Picture::new(200, 120);
    for (n, value) in [75, 110, 42, 98].into_iter().enumerate() {
        picture.rectangle(15 + 45 * n as u32, 115 - value, 30, value, [50 * n as u8, 90, 200]);
    }
    picture.rectangle(10, 115, 180, 2, [0; 3]);
    picture.write(&mut BufWriter::new(File::create("chart.png")?))?;
    let found = chunks(BufReader::new(File::open("chart.png")?))?;
    for (name, data) in &found {
        println!("{name} {} bytes", data.len());
    }
    println!("{}", found[1].1.iter().map(|&byte| byte as char).collect::<String>().replace('\0', ": "));
    let (row, column) = (100, 70);
    let at = 2 + 5 + row * (1 + 3 * 200) + 1 + 3 * column; // still in the first block
    println!("{:?} {:?}", &found[2].1[at..at + 3], picture.dots[row * 200 + column]);
    for y in (0..120).step_by(10) {
        println!("{}", (0..200).step_by(5).map(|x| if picture.dots[y * 200 + x][1] == 255 { '·' } else { '█' }).collect::<String>());
    }
    let mut bytes = std::fs::read("chart.png")?;
    bytes[5000] ^= 1;
    println!("{}", chunks(&bytes[..]).map(|_| ()).unwrap_err());
    println!("{:?}", chunks(&bytes[..30]).map(|_| ()).unwrap_err().kind());
    Ok(())
}
