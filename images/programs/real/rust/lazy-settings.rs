//! Reads settings once, when they are first asked for, and builds tables lazily; needs the crate once_cell.
use once_cell::sync::{Lazy, OnceCell};
use once_cell::{race::OnceBox, unsync};
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::thread;

static READS: AtomicUsize = AtomicUsize::new(0);
static SETTINGS: Lazy<HashMap<String, String>> = Lazy::new(|| {
    READS.fetch_add(1, Ordering::SeqCst);
    let text = std::fs::read_to_string("settings.ini").expect("written before");
    let mut section = String::new();
    let mut found = HashMap::new();
    for line in text.lines().map(|line| line.split(';').next().unwrap_or("").trim()) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = format!("{name}.");
        } else if let Some((key, value)) = line.split_once('=') {
            found.insert(format!("{section}{}", key.trim()), value.trim().trim_matches('"').to_string());
        }
    }
    found
});
static LOG: Lazy<Mutex<Vec<String>>> = Lazy::new(Default::default);
static NAME: OnceCell<String> = OnceCell::new();
static SQUARES: OnceBox<Vec<u32>> = OnceBox::new();

fn setting(key: &str) -> &'static str {
    SETTINGS.get(key).map(String::as_str).unwrap_or("-")
}

struct Document {
    text: String,
    counted: Cell<u32>,
    words: unsync::OnceCell<usize>,
}

impl Document {
    fn words(&self) -> usize {
        *self.words.get_or_init(|| {
            self.counted.set(self.counted.get() + 1);
            self.text.split_whitespace().count()
        })
    }
}

fn main() {
    std::fs::write("settings.ini", "titel = \"Übersicht\"\n[Fenster]\nbreite=640 ; in Punkten\nfarbe = grün\n; leer\n[日本]\n都 = 東京\n").expect("a writable directory");
    println!("read {} times", READS.load(Ordering::SeqCst));
    let threads: Vec<_> = (0..8).map(|n| thread::spawn(move || {
        LOG.lock().expect("no panic").push(format!("{n}:{}", setting("Fenster.breite")));
        NAME.set(format!("Faden {n}")).is_ok()
    })).collect();
    let first = threads.into_iter().map(|t| t.join().expect("no panic")).filter(|won| *won).count();
    let mut log = LOG.lock().expect("no panic");
    log.sort();
    println!("{log:?}");
    println!("read {} times, {first} was first: {}", READS.load(Ordering::SeqCst), NAME.get().is_some_and(|name| name.starts_with("Faden ")));
    println!("{} {} {} {}", setting("titel"), setting("Fenster.farbe"), setting("日本.都"), setting("fehlt"));

    let document = Document { text: "eins zwei  drei".into(), counted: Cell::new(0), words: unsync::OnceCell::new() };
    println!("{} {} counted {} time", document.words(), document.words(), document.counted.get());
    println!("{:?}", SQUARES.get_or_init(|| Box::new((0..6).map(|n| n * n).collect())));
    let cell: OnceCell<u8> = OnceCell::new();
    println!("{:?} {:?} {:?}", cell.get_or_try_init(|| "300".parse::<u8>()).is_err(), cell.get_or_try_init(|| "200".parse::<u8>()), cell.set(1));
    let lazy = unsync::Lazy::new(|| 6 * 7);
    println!("{:?} {}", unsync::Lazy::get(&lazy), *lazy);
}
