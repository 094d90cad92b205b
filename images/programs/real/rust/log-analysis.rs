//! Picks facts out of log lines in several scripts and rewrites text; needs the crate regex.
use regex::{Captures, Regex, RegexBuilder, RegexSet};
use std::collections::BTreeMap;

const LOG: &str = "\
2024-02-29T08:15:00 INFO  [köln-1] GET /größe?id=7 200 12ms
2024-02-29T08:15:02 WARN  [köln-2] GET /suche?q=梨 404 3ms
2024-02-29T08:15:07 ERROR [łódź-1] POST /bestellung 500 1840ms
eine Zeile, die nicht passt
2024-02-29T09:01:44 INFO  [köln-1] GET /größe?id=8 200 9ms
2024-03-01T00:00:00 INFO  [łódź-1] PUT /привет 201 77ms
";

fn main() {
    let line = RegexBuilder::new(
        r"^(?<day>\d{4}-\d\d-\d\d)T(?<time>[\d:]+) \s+ (?<level>[A-Z]+) \s+ \[(?<host>[\p{L}\d-]+)\] \s+ (?<method>GET|POST|PUT)
        \s+ /(?<path>[^\s?]+) (?:\?(?<query>\S+))? \s+ (?<status>\d{3}) \s+ (?<ms>\d+)ms$ # the end")
        .ignore_whitespace(true).multi_line(true).build().expect("a pattern");
    println!("{} lines match", line.find_iter(LOG).count());
    let mut hosts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for entry in line.captures_iter(LOG) {
        let host = hosts.entry(entry.name("host").map_or("", |m| m.as_str())).or_default();
        host.0 += 1;
        host.1 += entry["ms"].parse::<u32>().unwrap_or(0);
        println!("{:<5} {:<5} {:<10} {} {}", &entry["level"], &entry["method"], &entry["path"], &entry["status"], entry.name("query").map_or("-", |m| m.as_str()));
    }
    println!("{hosts:?}");

    let kinds = RegexSet::new([r"(?i)error|fehler", r"\b[45]\d\d\b", r"\p{Cyrillic}+", r"\p{Han}"]).expect("patterns");
    for text in LOG.lines() {
        print!("{:?}", kinds.matches(text).into_iter().collect::<Vec<_>>());
    }
    println!();
    let date = Regex::new(r"(\d{4})-(\d\d)-(\d\d)").expect("a pattern");
    println!("{}", date.replace_all("vom 2024-02-29 bis 2024-03-01", "$3.$2.$1"));
    let number = Regex::new(r"\d+").expect("a pattern");
    println!("{}", number.replace_all("3 Äpfel, 12 Birnen", |found: &Captures| (found[0].parse::<u32>().unwrap_or(0) * 2).to_string()));
    println!("{:?}", Regex::new(r"\s*[,;]\s*").expect("a pattern").split("a , b;c ;  d").collect::<Vec<_>>());
    println!("{:?}", Regex::new(r"(?i)straße|ÄRGER").expect("a pattern").find_iter("STRASSE Straße ärger").map(|m| (m.start(), m.as_str())).collect::<Vec<_>>());
    println!("{:?} {:?}", Regex::new(r"^\w+$").map(|r| r.is_match("naïve世界")), Regex::new(r"(?-u)^\w+$").map(|r| r.is_match("naïve")));
    let bytes = regex::bytes::Regex::new(r"(?-u)\xff(.)\x00").expect("a pattern");
    println!("{:?}", bytes.captures(b"ab\xffz\x00").map(|c| c[1].to_vec()));
    println!("{} {:?}", regex::escape("1.5*(a+b)"), Regex::new("(a").is_err());
    println!("{:?}", Regex::new(r"(a+)+$").expect("a pattern").is_match(&format!("{}b", "a".repeat(50_000)))); // in linear time
}
