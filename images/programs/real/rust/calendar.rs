//! Calculates with dates, prints a month and finds Easter and Fridays the 13th; needs the crate chrono.
use chrono::{DateTime, Datelike, Days, Duration, FixedOffset, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc, Weekday};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date that exists")
}

/// Butcher's rule for the Gregorian calendar.
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (8 * b + 13) / 25 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
    day(year, (n / 31) as u32, (n % 31 + 1) as u32)
}

fn month(year: i32, month: u32) {
    println!("Mo Di Mi Do Fr Sa So");
    let first = day(year, month, 1);
    print!("{}", "   ".repeat(first.weekday().num_days_from_monday() as usize));
    for date in first.iter_days().take_while(|d| d.month() == month) {
        let end = if date.weekday() == Weekday::Sun { '\n' } else { ' ' };
        print!("{:2}{end}", date.day());
    }
    println!();
}

fn main() {
    month(2024, 2);
    for year in [1999, 2000, 2024, 2038] {
        println!("{} {}", easter(year).format("Easter %A, %-d %B %Y"), easter(year) + Days::new(49));
    }
    let thirteenth: Vec<String> = (1..=12).map(|m| day(2026, m, 13)).filter(|d| d.weekday() == Weekday::Fri).map(|d| d.to_string()).collect();
    println!("{thirteenth:?}");
    println!("{} {:?}", day(2024, 1, 31) + Months::new(1), day(2024, 2, 29).with_year(2025));
    println!("{} days, age {:?}", (day(2024, 7, 20) - day(1969, 7, 20)).num_days(), day(2024, 11, 8).years_since(day(1990, 11, 9)));
    println!("{:?} {} leap: {}", day(2021, 1, 3).iso_week(), day(2024, 12, 31).ordinal(), day(1900, 1, 1).leap_year());

    let meeting = NaiveDateTime::parse_from_str("9.11.1989 18:53", "%d.%m.%Y %H:%M").expect("a time");
    let east = FixedOffset::east_opt(3600).expect("an offset");
    let there = east.from_local_datetime(&meeting).single().expect("one instant");
    println!("{} = {} = {}", there.to_rfc2822(), there.with_timezone(&Utc).to_rfc3339(), there.timestamp());
    let parsed = DateTime::parse_from_rfc3339("2024-02-29T23:30:00.250-05:30").expect("a time");
    println!("{} {} {}", parsed.with_timezone(&Utc), parsed.nanosecond(), parsed.format("%a %e %b %y, %I:%M %p %z"));
    println!("{:?}", DateTime::from_timestamp(1 << 31, 0).map(|t| t.to_string()));
    let worked = Duration::hours(36) + Duration::minutes(15);
    println!("{worked} {} {}", worked.num_days(), NaiveTime::from_hms_opt(22, 0, 0).expect("a time") + worked);
    for text in ["2024-02-29", "2023-02-29", "2024-2-1", "heute"] {
        match text.parse::<NaiveDate>() {
            Ok(date) => println!("{date} is a {}", date.weekday()),
            Err(_) => println!("{text} is no date"),
        }
    }
}
