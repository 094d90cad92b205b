//! Makes random identifiers, parses, formats and sorts given ones and keeps them in JSON; needs the crate uuid.
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::{fmt::Hyphenated, uuid, Builder, Uuid, Variant, Version};

const DNS: Uuid = uuid!("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

/// An identifier that follows from a name, with a hash of one's own (FNV-1a of 128 bits).
fn named(space: &Uuid, name: &str) -> Uuid {
    let hash = space.as_bytes().iter().chain(name.as_bytes()).fold(0x6c62272e07bb014262b821756295c58du128, |hash, byte| {
        (hash ^ u128::from(*byte)).wrapping_mul(0x0000000001000000000000000000013b)
    });
    Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid()
}

fn main() -> Result<(), uuid::Error> {
    let drawn: HashSet<Uuid> = (0..10_000).map(|_| Uuid::new_v4()).collect();
    println!("{} different, all random: {}", drawn.len(), drawn.iter().all(|id| id.get_version() == Some(Version::Random) && id.get_variant() == Variant::RFC4122));
    let bits: u32 = drawn.iter().map(|id| id.as_u128().count_ones()).sum();
    println!("ones are near a half: {}", (62.0..64.0).contains(&(f64::from(bits) / 10_000.0)));

    for text in ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b8109dad11d180b400c04fd430c8", "6ba7b810-9dad", "zba7b810-9dad-11d1-80b4-00c04fd430c8"] {
        match Uuid::parse_str(text) {
            Ok(id) => println!("{id} version {} {}", id.get_version_num(), id == DNS),
            Err(_) => println!("no identifier: {text}"),
        }
    }
    println!("{:X} {} {}", DNS.simple(), DNS.braced(), DNS.urn());
    println!("{} {} {}", Uuid::nil(), Uuid::max().hyphenated(), Uuid::from_u128(0x1234).as_simple());
    let mut buffer = [0u8; Hyphenated::LENGTH];
    println!("{} {:?}", DNS.hyphenated().encode_upper(&mut buffer), DNS.as_fields());

    // The time of version 1 is in units of 100 ns since 15 October 1582.
    let (low, middle, high, _) = DNS.as_fields();
    let ticks = u64::from(high & 0xfff) << 48 | u64::from(middle) << 32 | u64::from(low);
    println!("{} seconds since 1970", (ticks - 0x01b2_1dd2_1381_4000) / 10_000_000);

    let customers: HashMap<Uuid, &str> = ["Jürgen", "Ольга", "花子"].into_iter().map(|name| (named(&DNS, name), name)).collect();
    println!("{} {:?} {}", customers.len(), customers.get(&named(&DNS, "花子")), named(&DNS, "x") == named(&DNS, "y"));
    println!("{:?}", named(&DNS, "Jürgen").get_version());
    let ordered: BTreeSet<Uuid> = [3u128, 1, u128::MAX, 2].into_iter().map(Uuid::from_u128).collect();
    println!("{:?}", ordered.iter().map(|id| id.as_u128() & 0xf).collect::<Vec<_>>());
    let bytes = Uuid::from_slice(&[7; 16])?;
    println!("{bytes} {:?} {:?}", Uuid::from_slice(&[1, 2]).is_err(), Uuid::from_bytes_le(bytes.to_bytes_le()) == bytes);
    println!("{}", Builder::from_random_bytes([0xff; 16]).into_uuid());
    println!("{:?} {}", "00000000-0000-0000-0000-000000000000".parse::<Uuid>()?.is_nil(), std::mem::size_of::<Option<Uuid>>() >= 16);
    Ok(())
}
