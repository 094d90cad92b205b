use itertools::Itertools;
use rand::{rngs::StdRng, Rng, SeedableRng};
use regex::Regex;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Measurement {
    name: String,
    values: Vec<u32>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let measurement: Measurement = serde_json::from_str(r#"{ "name": "Grüße", "values": [3, 1, 2] }"#)?;
    let sorted = measurement.values.iter().sorted().join(",");
    let letters = Regex::new(r"\p{L}+")?.find(&measurement.name).map_or(0, |found| found.as_str().chars().count());
    let dice = StdRng::seed_from_u64(1).gen_range(1..=6);
    let sum: u32 = measurement.values.iter().sum();
    println!("{sorted} {letters} {} {}", sum * 7, (1..=6).contains(&dice));
    Ok(())
}
