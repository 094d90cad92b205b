//! Keeps an inventory as JSON, with enums, defaults, borrowed text and trees; needs the crates serde and serde_json.
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{json, Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Level(usize);

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&"★".repeat(self.0))
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        if text.chars().all(|c| c == '★') { Ok(Level(text.chars().count())) } else { Err(de::Error::custom(format!("no level: {text}"))) }
    }
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(tag = "art", rename_all = "lowercase")]
enum Place {
    Regal { nummer: u8 },
    Halle,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Part {
    part_name: String,
    #[serde(default)]
    stock: u32,
    level: Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(skip)]
    dirty: bool,
}

#[derive(Deserialize)]
struct Borrowed<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    sizes: (u8, f32),
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let part = |name: &str, stock, level, place| Part { part_name: name.into(), stock, level: Level(level), place, dirty: false };
    let parts = vec![part("Flügelmutter <M8>", 400, 3, Some(Place::Regal { nummer: 7 })), part("ボルト \"M4\"\n", 25, 1, Some(Place::Halle)), part("Гайка", 0, 0, None)];
    std::fs::write("inventory.json", serde_json::to_string_pretty(&parts)?)?;
    let text = std::fs::read_to_string("inventory.json")?;
    println!("{text}");
    println!("same: {}", serde_json::from_str::<Vec<Part>>(&text)? == parts);

    for bad in [r#"{"partName":"x","level":"!"}"#, r#"{"level":"★"}"#, r#"{"partName":"x","level":"★","farbe":1}"#, "{\n  \"partName\": 5}", "[1, 2"] {
        if let Err(error) = serde_json::from_str::<Part>(bad) {
            println!("{:?} in line {}", error.classify(), error.line());
        }
    }
    println!("{:?}", serde_json::from_str::<Part>(r#"{"partName":"\u00fc\ud83d\ude00","level":"★","place":{"art":"regal","nummer":3}}"#)?);

    let mut tree = json!({"orders": [{"n": 3}, {"n": 4.5}, {"n": null}], "note": "über", "deep": {"a": {"b": [true]}}});
    let sum: f64 = tree["orders"].as_array().into_iter().flatten().filter_map(|order| order["n"].as_f64()).sum();
    println!("{sum} {} {:?} {}", tree["note"], tree.pointer("/deep/a/b/0"), tree["missing"]["too"]);
    tree["orders"][2]["n"] = json!(10);
    if let Some(object) = tree.as_object_mut() {
        object.remove("deep");
        object.insert("größe".into(), Value::from(vec![1, 2]));
    }
    println!("{tree}");
    let borrowed: Borrowed = serde_json::from_str(r#"{"name":"roh","sizes":[7,1.5],"x":1,"y":[]}"#)?;
    println!("{} {:?} {:?}", borrowed.name, borrowed.sizes, borrowed.rest);
    let rows: Vec<Map<String, Value>> = serde_json::Deserializer::from_str("{\"a\":1} {\"a\":2}\n{}").into_iter().collect::<Result<_, _>>()?;
    println!("{} {:?} {}", rows.len(), rows[1].get("a"), u64::MAX == serde_json::from_str::<u64>("18446744073709551615")?);
    Ok(())
}
