//! Computes π, factorials, fractions and complex roots exactly; needs the crate num.
use num::bigint::Sign;
use num::complex::Complex64;
use num::integer::{binomial, Roots};
use num::traits::{CheckedMul, Pow};
use num::{BigInt, BigRational, BigUint, Integer, One, Signed, ToPrimitive, Zero};

/// arctan(1/x), scaled by 10^digits.
fn arctan(x: u32, digits: u32) -> BigInt {
    let mut term: BigInt = BigInt::from(10).pow(digits) / x;
    let mut sum = term.clone();
    for n in (3u32..).step_by(2) {
        term /= x * x;
        if term.is_zero() {
            break;
        }
        if n % 4 == 3 { sum -= &term / n } else { sum += &term / n }
    }
    sum
}

/// Miller and Rabin's test with the first twelve primes as bases.
fn is_prime(n: &BigUint) -> bool {
    let (one, last) = (BigUint::one(), n - 1u32);
    let shift = last.trailing_zeros().unwrap_or(0);
    [2u32, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].iter().all(|&base| {
        let mut x = BigUint::from(base).modpow(&(&last >> shift), n);
        x == one || x == last || (1..shift).any(|_| { x = &x * &x % n; x == last })
    })
}

fn factorial<T: One + CheckedMul + From<u32>>(n: u32) -> Option<T> {
    (1..=n).try_fold(T::one(), |product, k| product.checked_mul(&T::from(k)))
}

fn main() {
    let pi: BigInt = arctan(5, 1010) * 16u32 - arctan(239, 1010) * 4u32;
    let digits = pi.to_string();
    println!("3.{} … {}, six nines from {:?}", &digits[1..51], &digits[991..1001], digits.find("999999"));
    println!("{:?} {:?} {:?}", factorial::<u64>(20), factorial::<u64>(21), factorial::<BigUint>(25).map(|n| n.to_string()));
    let thousand = factorial::<BigUint>(1000).expect("no limit").to_string();
    println!("{} digits, sum {}", thousand.len(), thousand.bytes().map(|b| u32::from(b - b'0')).sum::<u32>());
    for n in [521u32, 523, 607] {
        print!("2^{n}-1 prime: {} ", is_prime(&((BigUint::one() << n) - 1u32)));
    }
    println!();
    let fibonacci = (0..200).fold((BigUint::zero(), BigUint::one()), |(a, b), _| (b.clone(), a + b)).0;
    println!("{fibonacci} {} {}", fibonacci.bits(), fibonacci.sqrt());
    let p = BigInt::from(1_000_000_007);
    println!("{} {:?} {}", BigInt::from(3).modpow(&BigInt::from(10u64.pow(12)), &p), BigInt::from(12345).modinv(&p), binomial(60u64, 30));
    let (gcd, lcm) = 84.gcd_lcm(&126);
    println!("{gcd} {lcm} {:?} {} {}", (-7).div_mod_floor(&3), Integer::div_floor(&-7, &2), 1000u32.cbrt());
    println!("{} {:?} {}", BigInt::parse_bytes(b"-zz", 36).unwrap_or_default(), "12x".parse::<BigInt>().is_err(), BigInt::from_bytes_be(Sign::Minus, &[1, 0]));

    let harmonic: BigRational = (1..=20).map(|n| BigRational::new(1.into(), n.into())).sum();
    println!("{harmonic} ≈ {:.10}, floor {}", harmonic.to_f64().unwrap_or(f64::NAN), harmonic.floor());
    let third = BigRational::new((-6).into(), 18.into());
    println!("{third} {} {} {:?}", third.abs().recip(), Pow::pow(&third, 3i32), "3/4".parse::<BigRational>().map(|r| r.to_string()));
    let z = Complex64::new(3.0, 4.0);
    println!("{} {} {:.4} {}", z.norm(), z * z.conj(), Complex64::new(-4.0, 0.0).sqrt(), z.powu(3));
    let roots: Vec<String> = (0..3).map(|k| Complex64::from_polar(1.0, k as f64 * std::f64::consts::TAU / 3.0)).map(|r| format!("{r:.3}")).collect();
    println!("{roots:?} {:?}", u8::MAX.checked_add(1));
}
