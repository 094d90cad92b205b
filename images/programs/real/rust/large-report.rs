//! Prints a table of 3000 lines with formats of its own, HTML and a schedule by dynamic programming; needs standard output only.
use std::fmt::{self, Alignment, Display, Write as _};
use std::io::{self, BufWriter, IsTerminal, Write};

#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Cents(i64);

impl Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let digits = (self.0.abs() / 100).to_string();
        let mut text = String::from(if self.0 < 0 { "−" } else if f.sign_plus() { "+" } else { "" });
        for (n, digit) in digits.chars().enumerate() {
            if n > 0 && (digits.len() - n) % 3 == 0 {
                text.push('.');
            }
            text.push(digit);
        }
        write!(text, ",{:02} €", self.0.abs() % 100)?;
        let padding = f.width().unwrap_or(0).saturating_sub(text.chars().count());
        let left = match f.align() { Some(Alignment::Left) => 0, Some(Alignment::Center) => padding / 2, _ => padding };
        write!(f, "{}{text}{}", " ".repeat(left), " ".repeat(padding - left))
    }
}

struct Row {
    number: u32,
    town: &'static str,
    revenue: Cents,
}

fn escape(text: &str) -> String {
    text.chars().map(|c| match c { '<' => "&lt;".into(), '&' => "&amp;".into(), '"' => "&quot;".into(), c => c.to_string() }).collect()
}

/// The best set of jobs that do not overlap, by their end.
fn schedule<'a>(jobs: &[(&'a str, u32, u32, u32)]) -> (u32, Vec<&'a str>) {
    let mut sorted = jobs.to_vec();
    sorted.sort_by_key(|job| job.2);
    let mut best: Vec<(u32, Vec<&str>)> = vec![(0, vec![])];
    for (n, (name, start, _, value)) in sorted.iter().enumerate() {
        let fits = sorted[..n].iter().filter(|job| job.2 <= *start).count();
        let (sum, mut names) = best[fits].clone();
        names.push(name);
        let with = (sum + value, names);
        best.push(if with.0 > best[n].0 { with } else { best[n].clone() });
    }
    best.pop().expect("the empty set at least")
}

fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.chars().enumerate() {
            let next = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[row.len() - 1]
}

fn main() -> io::Result<()> {
    let towns = ["Zürich", "Łódź", "Αθήνα", "Київ", "京都市"];
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let rows: Vec<Row> = (1..=3000).map(|n| Row { number: n, town: towns[n as usize % 5], revenue: Cents(i64::from(n) * 7919 * 37 % 100_000_007 - 20_000_000) }).collect();
    for row in &rows {
        let bar = "▇".repeat((row.revenue.0 / 3_000_000).max(0) as usize);
        writeln!(out, "{:5} | {:<8} | {:+15} | {bar}", row.number, row.town, row.revenue)?;
    }
    let sum = rows.iter().map(|row| row.revenue.0).sum::<i64>();
    writeln!(out, "[{:^24}] [{:<20}] [{:>3}]", Cents(sum), Cents(-5), Cents(1_234_567_890))?;
    let best = rows.iter().max_by(|a, b| a.revenue.partial_cmp(&b.revenue).expect("no NaN")).expect("rows");
    writeln!(out, "<tr><td title=\"{}\">{}</td><td>{}</td></tr>", escape("\"<beste> & so\""), best.town, best.revenue)?;
    let jobs = [("Malen", 1, 4, 3), ("Bohren", 3, 5, 4), ("Fegen", 0, 6, 8), ("Löten", 4, 7, 2), ("Kleben", 5, 9, 7), ("Prüfen", 6, 10, 6), ("Packen", 10, 11, 1)];
    writeln!(out, "{:?}", schedule(&jobs))?;
    writeln!(out, "{} {} {}", edits("kitten", "sitting"), edits("Größe", "Grösse"), edits("", "世界"))?;
    writeln!(out, "{:#?} {:e} {:08.3} {:#06x} {:#b} {:?} {:>+6.1}", (1, "ü"), 123456.0, -3.14159, 255, 5, 0.1 + 0.2, 2.26)?;
    writeln!(out, "{:?} {:?} {}", f64::NAN.max(1.0), 1e21, i128::MAX)?;
    writeln!(out, "terminal: {}", io::stdout().is_terminal())?;
    out.flush()
}
