//! Writes bytes in base 64, hexadecimal and own alphabets and refuses what is damaged; needs the crates base64 and hex.
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use base64::{DecodeError, Engine};
use hex::{FromHex, FromHexError};
use std::fmt::Write;

/// Adler-32, as in RFC 1950.
fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), &byte| {
        let a = (a + u32::from(byte)) % 65521;
        (a, (b + a) % 65521)
    });
    b << 16 | a
}

/// CRC-32 of Ethernet, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |s, _| if s & 1 == 1 { s >> 1 ^ 0xedb8_8320 } else { s >> 1 })
    })
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(byte as char);
        } else {
            write!(out, "%{byte:02X}").expect("a string takes everything");
        }
        out
    })
}

fn runs(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunk_by(|a, b| a == b).map(|run| format!("{}{}", run.len(), run[0])).collect()
}

fn main() {
    let text = "Größe: 15 µm ✓";
    println!("{}", STANDARD.encode(text));
    println!("{}", hex::encode(text));
    for input in ["", "f", "fo", "foo", "foob", "fooba", "foobar"] {
        print!("{} ", STANDARD.encode(input));
    }
    println!();
    println!("{} {}", URL_SAFE_NO_PAD.encode([0xfb, 0xff, 0xfe]), STANDARD.encode([0xfb, 0xff, 0xfe]));
    let back = STANDARD.decode(STANDARD.encode(text)).expect("what was just encoded");
    println!("{}", String::from_utf8_lossy(&back) == text);
    match STANDARD.decode("R3L*") {
        Err(DecodeError::InvalidByte(at, byte)) => println!("byte {byte} at {at}"),
        other => println!("{other:?}"),
    }
    println!("{} {}", STANDARD_NO_PAD.decode("Zg==").is_err(), STANDARD.decode("Zg").is_err());
    println!("{:?} {:?}", hex::decode("4772C3BC6e"), <[u8; 3]>::from_hex("0aff7f"));
    println!("{:?} {:?}", hex::decode("abc"), hex::decode("zz") == Err(FromHexError::InvalidHexCharacter { c: 'z', index: 0 }));
    let mut buffer = [0u8; 8];
    println!("{:?} {}", hex::encode_to_slice("abcd", &mut buffer), String::from_utf8_lossy(&buffer));
    println!("{:08x} {:08x}", crc(b"123456789"), adler(b"Wikipedia"));
    println!("{} {}", percent("a b/ü&世"), runs("aaabccddddé"));
    let big: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let encoded = STANDARD.encode(&big);
    println!("{} {} {}", encoded.len(), STANDARD.decode(&encoded) == Ok(big), &encoded[encoded.len() - 8..]);
    println!("{:?} {}", 1234.5f64.to_be_bytes(), u32::from_le_bytes([1, 2, 3, 4]));
    println!("{} {}", i64::from_str_radix("-zz", 36).unwrap_or_default(), char::from_digit(35, 36).unwrap_or('?'));
}
