//! Plans a loan, rounds and shares sums to the cent; needs the crate rust_decimal.
use rust_decimal::prelude::*;
use rust_decimal::RoundingStrategy::{AwayFromZero, MidpointAwayFromZero, MidpointNearestEven, ToNegativeInfinity, ToZero};
use std::str::FromStr;

fn dec(text: &str) -> Decimal {
    Decimal::from_str(text).expect("a decimal number")
}

/// German notation: 1.234,56 €.
fn euros(amount: Decimal) -> String {
    let text = format!("{:.2}", amount.abs());
    let (whole, cents) = text.split_once('.').expect("two decimals");
    let groups: Vec<&str> = whole.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits")).collect();
    format!("{}{},{cents} €", if amount.is_sign_negative() { "−" } else { "" }, groups.join("."))
}

/// Shares an amount so that no cent is lost: the first parts get what is left over.
fn share(amount: Decimal, parts: u32) -> Vec<Decimal> {
    let cent = Decimal::new(1, 2);
    let each = (amount / Decimal::from(parts)).round_dp_with_strategy(2, ToZero);
    let left = ((amount - each * Decimal::from(parts)) / cent).to_u32().expect("whole cents");
    (0..parts).map(|n| if n < left { each + cent } else { each }).collect()
}

fn main() {
    let (mut debt, rate, pay) = (dec("12000"), dec("0.0425") / dec("12"), dec("1025.50"));
    let mut total = Decimal::ZERO;
    for month in 1.. {
        let interest = (debt * rate).round_dp_with_strategy(2, MidpointNearestEven);
        let paid = pay.min(debt + interest);
        debt += interest - paid;
        total += interest;
        println!("{month:2} {:>10} {:>14}", euros(interest), euros(debt));
        if debt.is_zero() {
            break;
        }
    }
    println!("interest in all {} {}", total, euros(dec("-1234567.895").round_dp(2)));
    let parts = share(dec("100.00"), 7);
    println!("{:?} {}", parts.iter().map(Decimal::to_string).collect::<Vec<_>>(), parts.iter().sum::<Decimal>());

    println!("{} {} {}", dec("0.1") + dec("0.2"), dec("0.1") + dec("0.2") == dec("0.3"), 0.1 + 0.2 == 0.3);
    for text in ["2.5", "-2.5", "3.5", "2.45"] {
        let n = dec(text);
        let rounded: Vec<String> = [MidpointAwayFromZero, MidpointNearestEven, ToNegativeInfinity, ToZero, AwayFromZero].into_iter().map(|way| n.round_dp_with_strategy(0, way).to_string()).collect();
        println!("{text} {}", rounded.join(" "));
    }
    println!("{} {} {}", Decimal::ONE / dec("7"), dec("10") % dec("0.3"), dec("1.500").normalize());
    println!("{} {} {:?}", dec("1.50") == dec("1.5"), dec("1.50").scale(), dec("12.3456").trunc_with_scale(2).to_f64());
    println!("{:?} {:?} {:?}", Decimal::ONE.checked_div(Decimal::ZERO), Decimal::MAX.checked_add(Decimal::ONE), dec("3").checked_rem(Decimal::ZERO));
    println!("{:?} {:?} {}", Decimal::from_str("12,50").is_err(), Decimal::from_scientific("1.5e3").map(|d| d.to_string()), Decimal::MAX);
    println!("{:?} {:?}", dec("-7.9").to_i32(), dec("-7.9").to_u8());
    println!("{}", serde_json::to_string(&[dec("1.10"), dec("-0.05")]).expect("JSON"));
    let read: Vec<Decimal> = serde_json::from_str(r#"["19.90", 5, 2.5]"#).expect("JSON");
    println!("{:?} {}", read, read.iter().max().copied().unwrap_or_default());
}
