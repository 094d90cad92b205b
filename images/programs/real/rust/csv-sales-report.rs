//! Reads and writes CSV and TSV into structs, with quotes, umlauts and faulty rows; needs the crates csv and serde.
use csv::{ErrorKind, ReaderBuilder, Trim, WriterBuilder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::error::Error;

#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Sale {
    region: String,
    article: Option<String>,
    pieces: u32,
    #[serde(rename = "unit price")]
    price: f64,
}

fn sale(region: &str, article: Option<&str>, pieces: u32, price: f64) -> Sale {
    Sale { region: region.into(), article: article.map(Into::into), pieces, price }
}

fn main() -> Result<(), Box<dyn Error>> {
    let sales = vec![
        sale("Köln", Some("Stühle, gepolstert"), 12, 149.9),
        sale("Łódź", Some("Krzesło \"Retro\""), 7, 89.0),
        sale("Köln", Some("Tisch\n(ausziehbar)"), 2, 799.0),
        sale("Αθήνα", Some("Καρέκλα"), 30, 45.5),
        sale("Łódź", None, 1, 0.0),
    ];
    let path = std::env::temp_dir().join(format!("sales-{}.csv", std::process::id()));
    let mut writer = csv::Writer::from_path(&path)?;
    for sale in &sales {
        writer.serialize(sale)?;
    }
    writer.flush()?;
    print!("{}", std::fs::read_to_string(&path)?);
    let read: Vec<Sale> = csv::Reader::from_path(&path)?.deserialize().collect::<Result<_, _>>()?;
    println!("same: {}", read == sales);

    let mut revenue: BTreeMap<&str, (u32, f64)> = BTreeMap::new();
    for sale in &read {
        let entry = revenue.entry(&sale.region).or_default();
        entry.0 += sale.pieces;
        entry.1 += f64::from(sale.pieces) * sale.price;
    }
    for (region, (pieces, sum)) in &revenue {
        println!("{region:<8}|{pieces:>5}|{sum:>10.2}|{:█<1$}", "", (sum / 200.0) as usize);
    }

    let messy = "# comment\nregion;pieces ; unit price;article\n Süd ;3;1.5;x\nNord;viele;2;y\nWest;1;2\n";
    let mut reader = ReaderBuilder::new().delimiter(b';').comment(Some(b'#')).trim(Trim::All).from_reader(messy.as_bytes());
    println!("{:?}", reader.headers()?);
    for row in reader.deserialize::<Sale>() {
        match row {
            Ok(sale) => println!("{sale:?}"),
            Err(error) => match error.kind() {
                ErrorKind::Deserialize { pos: Some(at), .. } => println!("line {}: no sale", at.line()),
                ErrorKind::UnequalLengths { expected_len, len, .. } => println!("{len} fields, not {expected_len}"),
                other => println!("{other:?}"),
            },
        }
    }
    let mut tabs = WriterBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).from_writer(vec![]);
    tabs.write_record(["a\tb", "plain", "ü"])?;
    tabs.serialize((1, 2.5, true, "x\"y"))?;
    print!("{}", String::from_utf8(tabs.into_inner()?)?.replace('\t', "→"));
    std::fs::remove_file(path)?;
    Ok(())
}
