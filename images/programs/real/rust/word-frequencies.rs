//! Counts words in the order of their first appearance and as index of pages; needs the crates indexmap and serde_json.
use indexmap::map::Entry;
use indexmap::{indexmap, IndexMap, IndexSet};

const TEXT: &str = "Wenn Fliegen hinter Fliegen fliegen, fliegen Fliegen Fliegen nach. \
    Im Dichten Fichtendickicht sind dicke Fichten dicht. Быть или не быть. 山高く 山深し。";

fn main() {
    let mut counts: IndexMap<String, usize> = IndexMap::new();
    for word in TEXT.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    println!("{} words, first {:?}, last {:?}", counts.len(), counts.first(), counts.last());
    println!("{:?} {:?}", counts.get_index_of("dicke"), counts.get_full("быть"));

    let mut frequent = counts.clone();
    frequent.retain(|_, count| *count > 1);
    frequent.sort_by(|word, count, other, more| more.cmp(count).then(word.cmp(other)));
    for (rank, (word, count)) in frequent.iter().enumerate() {
        println!("{}. {word:<8} {}", rank + 1, "▆".repeat(*count));
    }

    let mut pages: IndexMap<char, IndexSet<usize>> = IndexMap::new();
    for (page, line) in TEXT.split(". ").enumerate() {
        for letter in line.chars().filter(|c| c.is_uppercase()) {
            match pages.entry(letter) {
                Entry::Occupied(mut entry) => {
                    entry.get_mut().insert(page);
                }
                Entry::Vacant(entry) => {
                    entry.insert(IndexSet::from([page]));
                }
            }
        }
    }
    println!("{pages:?}");

    let mut settings = indexmap! { "zeta" => 1, "alpha" => 2, "mü" => 3, "beta" => 4 };
    println!("{}", serde_json::to_string(&settings).expect("a map of text"));
    println!("{:?} {:?}", settings.swap_remove("zeta"), settings.keys().collect::<Vec<_>>());
    println!("{:?} {:?}", settings.shift_remove("beta"), settings.keys().collect::<Vec<_>>());
    settings.insert("alpha", 9);
    settings.move_index(0, 1);
    settings.reverse();
    println!("{settings:?} {}", settings == indexmap! { "mü" => 3, "alpha" => 9 });
    let read: IndexMap<String, f64> = serde_json::from_str(r#"{"z": 1, "a": 2.5, "m": 0}"#).expect("JSON");
    println!("{:?} {:?}", read.keys().map(String::as_str).collect::<String>(), read.get_range(1..).map(|rest| rest.len()));

    let left: IndexSet<i32> = (1..8).rev().collect();
    let right = IndexSet::from([2, 3, 5, 7, 11]);
    println!("{:?} {:?}", left.intersection(&right).collect::<Vec<_>>(), &right - &left);
    println!("{:?} {:?}", left.union(&right).max(), left.iter().position(|n| *n == 5));
}
