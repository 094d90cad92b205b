//! Shows fixed instants by the clocks of several zones, also when these are put forward; needs the crate chrono and zone data.
use chrono::{DateTime, Duration, Local, LocalResult, NaiveDate, Offset, TimeZone, Utc};
use std::env;

/// TZ of the environment, which chrono asks anew in a thread of its own.
fn within<T: Send + 'static>(zone: &str, show: impl FnOnce() -> T + Send + 'static) -> T {
    env::set_var("TZ", zone);
    std::thread::spawn(show).join().expect("no panic")
}

fn local(y: i32, m: u32, d: u32, h: u32, min: u32) -> LocalResult<DateTime<Local>> {
    Local.from_local_datetime(&NaiveDate::from_ymd_opt(y, m, d).and_then(|day| day.and_hms_opt(h, min, 0)).expect("a time"))
}

fn main() {
    let instant = Utc.with_ymd_and_hms(2024, 7, 14, 12, 0, 0).single().expect("an instant");
    for zone in ["America/St_Johns", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"] {
        println!("{} {zone}", within(zone, move || instant.with_timezone(&Local).format("%F %H:%M %:z").to_string()));
    }

    let changes = within("Europe/Berlin", || {
        let start = Utc.with_ymd_and_hms(2024, 1, 1, 0, 0, 0).unwrap();
        let offset = |hour: i64| (start + Duration::hours(hour)).with_timezone(&Local).offset().fix();
        (1..366 * 24).filter(|&hour| offset(hour) != offset(hour - 1)).map(|hour| (start + Duration::hours(hour)).with_timezone(&Local).to_rfc3339()).collect::<Vec<_>>()
    });
    println!("{changes:?}");
    within("Europe/Berlin", || {
        println!("in the gap: {:?}", local(2024, 3, 31, 2, 30).single());
        match local(2024, 10, 27, 2, 30) {
            LocalResult::Ambiguous(first, second) => println!("twice: {} and {}, {} apart", first.min(second), first.max(second), (second - first).abs()),
            other => println!("{other:?}"),
        }
        let evening = local(2024, 3, 30, 22, 0).unwrap();
        println!("{} {}", evening, evening + Duration::hours(24));
    });
    within("Pacific/Apia", || {
        println!("the day that Samoa left out: {}", (local(2011, 12, 29, 12, 0).unwrap() + Duration::hours(24)).date_naive());
    });
    within("<+0130>-1:30", || println!("POSIX rule: {}", local(2024, 1, 1, 0, 0).unwrap().to_rfc3339()));
}
