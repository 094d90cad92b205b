//! Checks properties of seeded random numbers, samples, shuffles and distributions; needs the crates rand and rand_distr.
use rand::distributions::{Alphanumeric, Bernoulli, Uniform, WeightedIndex};
use rand::rngs::{mock::StepRng, StdRng};
use rand::seq::{index, IteratorRandom, SliceRandom};
use rand::{Rng, RngCore, SeedableRng};
use rand_distr::{Binomial, Distribution, Exp, LogNormal, Normal, Poisson};
use std::collections::HashSet;

fn mean_and_deviation(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / values.len() as f64).sqrt())
}

fn near(name: &str, rng: &mut StdRng, source: impl Distribution<f64>, mean: f64, deviation: f64) {
    let drawn: Vec<f64> = source.sample_iter(rng).take(20_000).collect();
    let (m, d) = mean_and_deviation(&drawn);
    println!("{name:<12} mean {mean}: {}, deviation {deviation:.4}: {}", (m - mean).abs() < 0.06 * deviation, (d / deviation - 1.0).abs() < 0.1);
}

fn main() {
    let mut rng = StdRng::seed_from_u64(42);
    let mut same = StdRng::seed_from_u64(42);
    println!("same seed: {}, other: {}", (0..100).all(|_| rng.next_u64() == same.next_u64()), StdRng::seed_from_u64(43).next_u64() != StdRng::seed_from_u64(42).next_u64());

    let mut faces = [0u32; 6];
    for _ in 0..60_000 {
        faces[rng.gen_range(0..6)] += 1;
    }
    println!("fair: {} {}", faces.iter().all(|count| (9_500..10_500).contains(count)), faces.iter().sum::<u32>());
    let loaded = WeightedIndex::new([1, 0, 3]).expect("weights");
    let thrown: Vec<usize> = (0..40_000).map(|_| loaded.sample(&mut rng)).collect();
    let count = |face| thrown.iter().filter(|f| **f == face).count();
    println!("loaded: {} {} {}", count(1), (9_000..11_000).contains(&count(0)), (29_000..31_000).contains(&count(2)));
    println!("{:?}", WeightedIndex::new([0.0, 0.0]).is_err());

    let mut cards: Vec<u32> = (0..52).collect();
    cards.shuffle(&mut rng);
    let mut sorted = cards.clone();
    sorted.sort_unstable();
    println!("shuffled: {}, complete: {}", cards != sorted, sorted == (0..52).collect::<Vec<_>>());
    let hand: HashSet<u32> = cards.choose_multiple(&mut rng, 5).copied().collect();
    println!("{} cards, {} indices, {:?}", hand.len(), index::sample(&mut rng, 1000, 30).into_iter().collect::<HashSet<_>>().len(), (5..6).choose(&mut rng));
    println!("{:?}", Vec::<u8>::new().choose(&mut rng));

    let password: String = Alphanumeric.sample_iter(&mut rng).take(24).map(char::from).collect();
    println!("{} {}", password.len(), password.chars().all(|c| c.is_ascii_alphanumeric()));
    let mut bytes = [0u8; 64];
    rng.fill_bytes(&mut bytes);
    println!("{} {}", bytes.iter().collect::<HashSet<_>>().len() > 30, (0..1000).map(|_| rng.gen::<f64>()).all(|x| (0.0..1.0).contains(&x)));
    println!("{:?}", (0..1000).map(|_| rng.sample(Uniform::new_inclusive(-3, 3))).collect::<std::collections::BTreeSet<_>>());
    let coins = Bernoulli::from_ratio(1, 4).expect("a probability").sample_iter(&mut rng).take(10_000).filter(|heads| *heads).count();
    println!("a quarter: {}, never: {}", (2_300..2_700).contains(&coins), rng.gen_bool(0.0));

    near("normal", &mut rng, Normal::new(100.0, 15.0).expect("parameters"), 100.0, 15.0);
    near("exponential", &mut rng, Exp::new(0.5).expect("a rate"), 2.0, 2.0);
    near("Poisson", &mut rng, Poisson::new(4.0).expect("a mean"), 4.0, 2.0);
    near("log-normal", &mut rng, LogNormal::new(0.0, 0.25).expect("parameters").map(f64::ln), 0.0, 0.25);
    near("binomial", &mut rng, Binomial::new(20, 0.5).expect("parameters").map(|n| n as f64), 10.0, 5f64.sqrt());
    println!("{:?} {}", Normal::new(0.0, f64::NAN).is_err(), StepRng::new(7, 5).next_u32() + StepRng::new(7, 5).next_u32());
    let inside = (0..100_000).filter(|_| rng.gen::<f64>().hypot(rng.gen::<f64>()) < 1.0).count();
    println!("π ≈ 3.1: {}", (f64::from(inside as u32) / 25_000.0 - std::f64::consts::PI).abs() < 0.03);
    println!("{}", rand::thread_rng().gen_range(1..=1));
}
