//! Counts primes, sorts, reduces and divides work among threads; needs the crate rayon.
use rayon::prelude::*;
use rayon::ThreadPoolBuilder;
use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Mutex;

fn is_prime(n: u32) -> bool {
    n >= 2 && (2..).take_while(|d| d * d <= n).all(|d| n % d != 0)
}

/// Merge sort whose halves are sorted at the same time.
fn sort<T: Ord + Copy + Send + Sync>(items: &mut [T]) {
    if items.len() < 64 {
        items.sort_unstable();
        return;
    }
    let (left, right) = items.split_at_mut(items.len() / 2);
    rayon::join(|| sort(left), || sort(right));
    let (mut l, mut r) = (left.iter().copied().peekable(), right.iter().copied().peekable());
    let merged: Vec<T> = std::iter::from_fn(|| match (l.peek(), r.peek()) {
        (Some(a), Some(b)) if a <= b => l.next(),
        (Some(_), None) => l.next(),
        _ => r.next(),
    })
    .collect();
    items.copy_from_slice(&merged);
}

fn main() {
    let pool = ThreadPoolBuilder::new().num_threads(4).thread_name(|n| format!("Arbeiter {n}")).build().expect("threads");
    pool.install(|| {
        println!("{} threads", rayon::current_num_threads());
        println!("{} primes", (0..50_000u32).into_par_iter().filter(|n| is_prime(*n)).count());
        println!("{:?} {:?}", (1000..2000u32).into_par_iter().find_first(|n| is_prime(*n)), (1000..2000u32).into_par_iter().find_last(|n| is_prime(*n)));
        println!("{}", (1..=20u64).into_par_iter().product::<u64>());

        let mut numbers: Vec<u64> = (0..20_000u64).map(|n| n * 7_919 % 20_011).collect();
        let mut expected = numbers.clone();
        let mut third = numbers.clone();
        expected.sort_unstable();
        sort(&mut numbers);
        third.par_sort_by_key(|n| std::cmp::Reverse(*n));
        third.reverse();
        println!("sorted: {} {}", numbers == expected, third == expected);

        let text = "Äpfel und Birnen und Äpfel 梨 und ".repeat(500);
        let counts = text.par_split_whitespace().fold(BTreeMap::new, |mut map: BTreeMap<&str, u32>, word| {
            *map.entry(word).or_default() += 1;
            map
        });
        let counts = counts.reduce(BTreeMap::new, |mut a, b| {
            b.into_iter().for_each(|(word, n)| *a.entry(word).or_default() += n);
            a
        });
        println!("{counts:?}");

        let mut picture = vec![0u8; 64 * 24];
        picture.par_chunks_mut(64).enumerate().for_each(|(row, line)| {
            for (column, dot) in line.iter_mut().enumerate() {
                let (a, b) = (column as f64 / 24.0 - 2.0, row as f64 / 10.0 - 1.15);
                let (mut x, mut y) = (0.0, 0.0);
                *dot = b' ';
                if (0..50).all(|_| { (x, y) = (x * x - y * y + a, 2.0 * x * y + b); x * x + y * y < 4.0 }) {
                    *dot = b'#';
                }
            }
        });
        picture.chunks(64).skip(1).step_by(2).for_each(|line| println!("{}", String::from_utf8_lossy(line).trim_end()));

        let (sum, names) = (AtomicU64::new(0), Mutex::new(HashSet::new()));
        rayon::scope(|scope| {
            for n in 0..100 {
                let (sum, names) = (&sum, &names);
                scope.spawn(move |_| {
                    sum.fetch_add(n, Ordering::Relaxed);
                    names.lock().expect("no panic").extend(std::thread::current().name().map(str::to_owned));
                });
            }
        });
        println!("{} {}", sum.into_inner(), names.into_inner().expect("no panic").iter().all(|name| name.starts_with("Arbeiter ")));
        let parsed: Result<Vec<i32>, _> = ["1", "2", "drei"].par_iter().map(|t| t.parse::<i32>().map_err(|_| format!("keine Zahl: {t}"))).collect();
        println!("{parsed:?} {:?}", (0..10).into_par_iter().map(|n| n * n).rev().skip(2).step_by(3).collect::<Vec<_>>());
    });
}
