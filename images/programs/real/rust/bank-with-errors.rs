//! Moves money between accounts and reports what goes wrong, with causes; needs the crates anyhow and thiserror.
use anyhow::{bail, ensure, Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::num::ParseIntError;
use thiserror::Error;

#[derive(Debug, Error, PartialEq)]
enum BankError {
    #[error("Konto {0} gibt es nicht")]
    Unknown(String),
    #[error("auf {account} fehlen {missing} Cent")]
    Insufficient { account: String, missing: u64 },
    #[error("kein Betrag: {text:?}")]
    Amount { text: String, #[source] cause: ParseIntError },
}

#[derive(Default)]
struct Bank {
    accounts: BTreeMap<String, u64>,
}

impl Bank {
    fn balance(&mut self, name: &str) -> Result<&mut u64, BankError> {
        self.accounts.get_mut(name).ok_or_else(|| BankError::Unknown(name.to_owned()))
    }

    fn transfer(&mut self, from: &str, to: &str, cents: u64) -> Result<(), BankError> {
        self.balance(to)?;
        let source = self.balance(from)?;
        *source = source.checked_sub(cents).ok_or_else(|| BankError::Insufficient { account: from.into(), missing: cents - *source })?;
        *self.balance(to)? += cents;
        Ok(())
    }

    fn run(&mut self, line: &str) -> Result<String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let amount = |text: &str| text.parse::<u64>().map_err(|cause| BankError::Amount { text: text.into(), cause });
        match words[..] {
            ["neu", name] => {
                ensure!(!self.accounts.contains_key(name), "{name} gibt es schon");
                self.accounts.insert(name.into(), 0);
                Ok(format!("neu: {name}"))
            }
            ["ein", name, text] => {
                let account = self.balance(name)?;
                *account += amount(text)?;
                Ok(format!("{name} hat {account}"))
            }
            ["von", from, "an", to, text] => {
                self.transfer(from, to, amount(text)?).with_context(|| format!("Überweisung an {to}"))?;
                Ok(format!("{from} → {to}: {text}"))
            }
            _ => bail!("nicht verstanden: {line}"),
        }
    }
}

fn main() -> Result<()> {
    fs::write("buchungen.txt", "neu Jürgen\nneu 花子\nein Jürgen 5000\nvon Jürgen an 花子 1250\nvon 花子 an Jürgen 9999\nein Jürgen 12,50\nvon Jürgen an Nemo 1\nneu 花子\nraus\n")?;
    let mut bank = Bank::default();
    for line in fs::read_to_string("buchungen.txt").context("keine Buchungen")?.lines() {
        match bank.run(line) {
            Ok(text) => println!("{text}"),
            Err(error) => {
                let chain: Vec<String> = error.chain().map(|e| e.to_string()).collect();
                println!("Fehler: {} [{}]", chain.join(" ← "), error.downcast_ref::<BankError>().is_some());
            }
        }
    }
    println!("{:?} {}", bank.accounts, bank.accounts.values().sum::<u64>());
    println!("{:?}", bank.transfer("Jürgen", "花子", 4000) == Err(BankError::Insufficient { account: "Jürgen".into(), missing: 250 }));
    let error = fs::read("fehlt.txt").context("Datei nicht lesbar").unwrap_err();
    println!("{error:#}");
    Ok(())
}
