//! Reads a TOML configuration into structs and trees, changes it and writes it; needs the crates toml and serde.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::value::Datetime;
use toml::{Table, Value};

const SOURCE: &str = r#"
# Einstellungen
titel = "Übersicht – 概要"
since = 2024-02-29T08:30:00+01:00
mask = 0xff_00
ratio = 6.25e-1
paths = ['C:\daten', "tab\tstop \u00fc"]
text = """
Zeile eins
Zeile \
    zwei"""

[defaults]
timeout = 30
retries = 3

[server."köln 1"]
port = 8080
tags = ["schnell", "neu"]

[server.tokyo]
port = 8081
limits.cpu = 0.5
limits.memory = 512

[[user]]
name = "Jürgen"

[[user]]
name = "花子"
admin = true
"#;

#[derive(Debug, Deserialize, Serialize, PartialEq)]
struct Limits {
    cpu: f64,
    memory: u32,
}

#[derive(Debug, Deserialize, Serialize, PartialEq)]
struct Server {
    port: u16,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    limits: Option<Limits>,
}

#[derive(Debug, Deserialize, Serialize, PartialEq)]
struct User {
    name: String,
    #[serde(default)]
    admin: bool,
}

#[derive(Debug, Deserialize, Serialize, PartialEq)]
struct Config {
    titel: String,
    since: Datetime,
    mask: u32,
    ratio: f32,
    paths: Vec<String>,
    text: String,
    defaults: BTreeMap<String, u32>,
    server: BTreeMap<String, Server>,
    user: Vec<User>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::fs::write("config.toml", SOURCE)?;
    let mut config: Config = toml::from_str(&std::fs::read_to_string("config.toml")?)?;
    println!("{} {} {:#x} {} {:?} {:?}", config.titel, config.since, config.mask, config.ratio, config.paths, config.text);
    for (name, server) in &config.server {
        println!("{name}: {server:?}");
    }
    println!("{:?} {:?}", config.user, config.since.date.map(|date| (date.year, date.month, date.day)));

    config.user.retain(|user| user.admin);
    config.server.remove("köln 1");
    config.defaults.insert("größe".into(), 9);
    let written = toml::to_string_pretty(&config)?;
    println!("same: {}", toml::from_str::<Config>(&written)? == config);

    let mut tree: Table = SOURCE.parse()?;
    println!("{:?} {:?}", tree.keys().map(String::as_str).collect::<Vec<_>>().len(), tree["server"]["tokyo"]["limits"]["cpu"].as_float());
    tree.insert("leer".into(), Value::Array(vec![]));
    for key in ["titel", "since", "mask", "ratio", "leer", "defaults"] {
        println!("{key} is {}", tree[key].type_str());
    }
    println!("{}", toml::to_string(&BTreeMap::from([("b", vec![1, 2]), ("a", vec![])]))?.trim());
    for bad in ["a = 1\na = 2", "b = ", "c = 2024-13-01", "[x\ny = 1"] {
        println!("{:?} refused: {}", bad, bad.parse::<Table>().is_err());
    }
    if let Err(error) = toml::from_str::<User>("name = 5") {
        println!("{:?} {}", error.span(), error.message().contains("expected a string"));
    }
    Ok(())
}
