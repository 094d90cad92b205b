//! Serves HTTP, datagrams and a Unix socket within itself; needs loopback and TMPDIR.
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Book = Arc<Mutex<BTreeMap<String, String>>>;

fn decode(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap_or(b'?'));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn serve(stream: TcpStream, book: Book) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut lines = vec![];
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_string());
    }
    let length = lines.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let words: Vec<&str> = lines.first().map(|line| line.split(' ').collect()).unwrap_or_default();
    let mut phones = book.lock().expect("no panic");
    let (status, text) = match words[..] {
        ["GET", path, _] => match phones.get(&decode(path.trim_start_matches('/'))) {
            Some(phone) => ("200 OK", phone.clone()),
            None => ("404 Not Found", format!("{} unbekannt", decode(path))),
        },
        ["PUT", path, _] => {
            phones.insert(decode(path.trim_start_matches('/')), String::from_utf8_lossy(&body).into_owned());
            ("201 Created", phones.len().to_string())
        }
        _ => ("400 Bad Request", "?".into()),
    };
    write!(&stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}", text.len())
}

fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, text) = answer.split_once("\r\n\r\n").ok_or(ErrorKind::InvalidData)?;
    Ok(format!("{} | {text}", head.lines().next().unwrap_or_default()))
}

fn main() -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let book: Book = Arc::new(Mutex::new(BTreeMap::from([("Jürgen".to_string(), "030-1".to_string())])));
    thread::spawn(move || for stream in listener.incoming().flatten() {
        let book = book.clone();
        thread::spawn(move || serve(stream, book));
    });
    println!("{}", ask(address, "GET", "/J%C3%BCrgen", "")?);
    println!("{}", ask(address, "PUT", "/%E8%8A%B1%E5%AD%90", "03 & 3 ü")?);
    println!("{}", ask(address, "GET", "/%E8%8A%B1%E5%AD%90", "")?);
    println!("{}", ask(address, "GET", "/Nemo", "")?);
    println!("{}", ask(address, "BREW TEA", "/", "")?);
    let many: Vec<_> = (0..20).map(|n| thread::spawn(move || ask(address, "GET", if n % 2 == 0 { "/x" } else { "/J%C3%BCrgen" }, ""))).collect();
    println!("{} of 20", many.into_iter().filter_map(|t| t.join().ok()?.ok()).filter(|a| a.contains("200 OK")).count());

    let (a, b) = (UdpSocket::bind("127.0.0.1:0")?, UdpSocket::bind("127.0.0.1:0")?);
    a.send_to("Größe".as_bytes(), b.local_addr()?)?;
    let mut buffer = [0; 64];
    let (size, from) = b.recv_from(&mut buffer)?;
    println!("{} {}", String::from_utf8_lossy(&buffer[..size]), from == a.local_addr()?);
    b.set_read_timeout(Some(Duration::from_millis(30)))?;
    println!("{:?}", b.recv(&mut buffer).map_err(|e| matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)));

    let path = std::env::temp_dir().join(format!("echo-{}.sock", std::process::id()));
    let server = UnixListener::bind(&path)?;
    let echo = thread::spawn(move || -> io::Result<u64> {
        let (mut stream, _) = server.accept()?;
        io::copy(&mut stream.try_clone()?, &mut stream)
    });
    let mut stream = UnixStream::connect(&path)?;
    stream.write_all("grüße".as_bytes())?;
    stream.shutdown(Shutdown::Write)?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    println!("{text} {:?}", echo.join().ok().and_then(Result::ok));
    std::fs::remove_file(&path)?;
    let closed = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    println!("{:?}", TcpStream::connect(closed).map(|_| ()).map_err(|e| e.kind()));
    Ok(())
}
