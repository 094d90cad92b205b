//! Counts, classifies, sorts and transcodes text in many scripts; needs the standard library only.
use std::char::{decode_utf16, from_u32, REPLACEMENT_CHARACTER};
use std::collections::BTreeMap;
use std::fmt;

fn script(c: char) -> &'static str {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => "Latin",
        '\u{370}'..='\u{3ff}' => "Greek",
        '\u{400}'..='\u{4ff}' => "Cyrillic",
        '\u{590}'..='\u{5ff}' => "Hebrew",
        '\u{600}'..='\u{6ff}' => "Arabic",
        '\u{900}'..='\u{97f}' => "Devanagari",
        '\u{3040}'..='\u{309f}' => "Hiragana",
        '\u{4e00}'..='\u{9fff}' => "Han",
        '\u{ac00}'..='\u{d7a3}' => "Hangul",
        '\u{1f300}'..='\u{1faff}' => "Emoji",
        _ => "other",
    }
}

/// A key that orders as German dictionaries do: ä as a, ß as ss.
fn key(word: &str) -> (String, &str) {
    let lower = word.to_lowercase();
    let folded = lower.chars().flat_map(|c| match c {
        'ä' | 'á' | 'à' => vec!['a'],
        'ö' => vec!['o'],
        'ü' => vec!['u'],
        'ß' => vec!['s', 's'],
        other => vec![other],
    });
    (folded.collect(), word)
}

/// Decomposes a Hangul syllable, by arithmetic.
fn jamo(c: char) -> Vec<char> {
    let index = (c as u32).wrapping_sub(0xac00);
    if index > 11171 { return vec![c] }
    [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11a7 + index % 28].into_iter().filter(|j| *j != 0x11a7).filter_map(from_u32).collect()
}

struct Names<'a>(&'a [&'a str]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(n, name)| write!(f, "{}{name}", if n == 0 { "" } else { "·" }))
    }
}

fn main() {
    let text = "Größe, размер, μέγεθος, 大きさ, 크기, حجم, גודל, आकार 👍🏽";
    println!("{} bytes, {} characters, {} units of UTF-16", text.len(), text.chars().count(), text.encode_utf16().count());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    text.chars().filter(|c| !c.is_whitespace() && *c != ',').for_each(|c| *counts.entry(script(c)).or_default() += 1);
    println!("{counts:?}");
    for c in ['A', 'ß', '²', '٣', 'Ⅷ', '_', '\u{301}', '\u{a0}', '世'] {
        print!("{}:{}{}{}{}{} ", c.escape_unicode(), c.is_alphabetic() as u8, c.is_numeric() as u8, c.is_uppercase() as u8, c.is_whitespace() as u8, c.len_utf8());
    }
    println!();
    let mut words = ["Zebra", "Äpfel", "Apfel", "Öl", "Ofen", "zart", "Ähre", "Straße", "Strasse", "apfel"];
    words.sort_unstable();
    println!("{}", Names(&words));
    words.sort_by_cached_key(|word| { let (folded, word) = key(word); (folded, word.to_owned()) });
    println!("{}", Names(&words));
    println!("{} {} {} {}", "straße ŉ ή".to_uppercase(), "ÄÖÜ ΣΑΣ İ".to_lowercase(), "Ärger".eq_ignore_ascii_case("äRGER"), "ǆ".to_uppercase());
    println!("{:?} {:?}", jamo('한'), jamo('가').len());

    let broken = b"a\xff\xc3(b\xe4\xb8".to_vec();
    println!("{:?} {}", std::str::from_utf8(&broken).map_err(|e| (e.valid_up_to(), e.error_len())), String::from_utf8_lossy(&broken));
    println!("{:?}", broken.utf8_chunks().map(|chunk| (chunk.valid(), chunk.invalid().len())).collect::<Vec<_>>());
    println!("{:?}", decode_utf16([0xdf, 0xd834, 0xdd1e, 0xd800, 0x61]).map(|r| r.unwrap_or(REPLACEMENT_CHARACTER)).collect::<String>());
    println!("|{:<8}|{:>8}|{:^9}|{:.3}|{:*^7}|{:?}|", "grün", "übel", "世界", "äöüß", "é", "tab\t'ü'\u{200b}");
    println!("{:?} {:?} {:?}", "aé世".char_indices().collect::<Vec<_>>(), "aé世".find('世'), "aé世".get(1..2));
    println!("{:?} {:?}", "a、b，c".split(['、', '，']).collect::<Vec<_>>(), "«Zitat!»".trim_matches(|c: char| !c.is_alphanumeric()));
    println!("{:?} {:?}", "Schlüssel = Wert = x".split_once(" = "), "eins\r\nzwei\n\ndrei".lines().collect::<Vec<_>>());
    println!("{} {:?}", "Sattel 世界".chars().rev().collect::<String>(), "äöü".bytes().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat());
}
