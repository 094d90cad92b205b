//! Keeps keys and values in a file that is only appended to, with checksums, recovery and compaction; needs a writable directory.
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

#[derive(Debug)]
enum StoreError {
    Io(io::Error),
    Missing(String),
    Damaged(u64),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Io(error) => write!(f, "Datei: {error}"),
            StoreError::Missing(key) => write!(f, "{key} fehlt"),
            StoreError::Damaged(at) => write!(f, "Satz bei {at} beschädigt"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        StoreError::Io(error)
    }
}

struct Store {
    path: PathBuf,
    file: File,
    index: BTreeMap<String, u64>,
    end: u64,
}

/// FNV-1a, of 32 bits.
fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// A record: checksum, lengths of key and value (-1: deleted), key, value.
fn record(from: &mut impl Read, at: u64) -> Result<(String, Option<Vec<u8>>, u64), StoreError> {
    let mut header = [0u8; 12];
    from.read_exact(&mut header)?;
    let field = |n: usize| i32::from_le_bytes([header[n], header[n + 1], header[n + 2], header[n + 3]]);
    let mut body = vec![0; (field(4) + field(8).max(0)) as usize];
    from.read_exact(&mut body)?;
    if sum(&body) as i32 != field(0) {
        return Err(StoreError::Damaged(at));
    }
    let size = 12 + body.len() as u64;
    let value = body.split_off(field(4) as usize);
    let key = String::from_utf8(body).map_err(|_| StoreError::Damaged(at))?;
    Ok((key, (field(8) >= 0).then_some(value), size))
}

impl Store {
    fn open(path: &Path) -> Result<Store, StoreError> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let (mut index, mut end, mut reader) = (BTreeMap::new(), 0, BufReader::new(&file));
        while let Ok((key, value, size)) = record(&mut reader, end) {
            if value.is_some() { index.insert(key, end); } else { index.remove(&key); }
            end += size;
        }
        file.set_len(end)?; // a record that was not written to its end is lost
        Ok(Store { path: path.into(), file, index, end })
    }

    fn write(&mut self, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        let body = [key.as_bytes(), value.unwrap_or_default()].concat();
        let mut bytes = sum(&body).to_le_bytes().to_vec();
        bytes.extend((key.len() as i32).to_le_bytes());
        bytes.extend(value.map_or(-1, |v| v.len() as i32).to_le_bytes());
        bytes.extend(body);
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&bytes)?;
        if value.is_some() { self.index.insert(key.into(), self.end); } else { self.index.remove(key); }
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn get(&self, key: &str) -> Result<Vec<u8>, StoreError> {
        let at = *self.index.get(key).ok_or_else(|| StoreError::Missing(key.into()))?;
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at))?;
        record(&mut file, at)?.1.ok_or_else(|| StoreError::Missing(key.into()))
    }

    fn compact(self) -> Result<Store, StoreError> {
        let other = self.path.with_extension("neu");
        let mut fresh = Store::open(&other)?;
        for key in self.index.keys() {
            fresh.write(key, Some(&self.get(key)?))?;
        }
        fs::rename(&other, &self.path)?;
        Store::open(&self.path)
    }
}

fn main() -> Result<(), StoreError> {
    let path = Path::new("store.db");
    let mut store = Store::open(path)?;
    for n in 0..1000u32 {
        store.write(&format!("schlüssel-{:03}", n % 300), Some(&(n * n).to_be_bytes()))?;
    }
    store.write("schlüssel-007", None)?;
    store.write("leer", Some(b""))?;
    println!("{} keys in {} bytes", store.index.len(), store.end);
    store.file.write_all_at(b"torn", store.end)?;
    let mut store = Store::open(path)?.compact()?;
    println!("{} keys in {} bytes", store.index.len(), fs::metadata(path)?.len());
    println!("{:?} {:?}", store.get("schlüssel-042")?, store.get("leer")?);
    println!("{:?}", store.index.range("schlüssel-297".to_string()..).map(|(key, at)| (key.as_str(), *at)).collect::<Vec<_>>());
    println!("{}", store.get("schlüssel-007").unwrap_err());
    store.file.write_all_at(&[0xff], store.index["schlüssel-005"] + 14)?;
    println!("{}", store.get("schlüssel-005").unwrap_err());
    store.write("schlüssel-005", Some("geheilt".as_bytes()))?;
    println!("{}", String::from_utf8_lossy(&store.get("schlüssel-005")?));
    println!("{}", Store::open(Path::new("fehlt/store.db")).map(|_| ()).unwrap_err());
    Ok(())
}
