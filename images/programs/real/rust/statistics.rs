//! Describes samples, asks distributions and tests hypotheses; needs the crate statrs.
use statrs::distribution::{Binomial, ChiSquared, Continuous, ContinuousCDF, Discrete, DiscreteCDF, Exp, FisherSnedecor, Normal, Poisson, StudentsT};
use statrs::function::{beta::beta, erf::erf, factorial::{binomial, ln_factorial}, gamma::{gamma, ln_gamma}};
use statrs::statistics::{Data, Distribution, Max, Median, Min, OrderStatistics, RankTieBreaker, Statistics};

/// Slope and intercept of the line of least squares.
fn line(points: &[(f64, f64)]) -> (f64, f64) {
    let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let slope = x.iter().covariance(y.iter()) / x.iter().variance();
    (slope, y.iter().mean() - slope * x.iter().mean())
}

fn welch(a: &[f64], b: &[f64]) -> (f64, f64) {
    let (va, vb) = (a.variance() / a.len() as f64, b.variance() / b.len() as f64);
    let t = (a.mean() - b.mean()) / (va + vb).sqrt();
    let freedom = (va + vb).powi(2) / (va.powi(2) / (a.len() - 1) as f64 + vb.powi(2) / (b.len() - 1) as f64);
    let p = 2.0 * StudentsT::new(0.0, 1.0, freedom).map_or(f64::NAN, |d| d.cdf(-t.abs()));
    (t, p)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sample = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    println!("mean {:.4}, deviation {:.4}, of all {:.4}", sample.mean(), sample.std_dev(), sample.population_std_dev());
    println!("geometric {:.4}, harmonic {:.4}, quadratic {:.4}", sample.geometric_mean(), sample.harmonic_mean(), sample.quadratic_mean());
    let mut data = Data::new(sample.to_vec());
    println!("{} … {}, median {}, upper quarter from {:.4}", data.min(), data.max(), data.median(), data.upper_quartile());
    println!("ranks {:?}", data.ranks(RankTieBreaker::Average));
    let (slope, start) = line(&[(1.0, 2.1), (2.0, 3.9), (3.0, 6.2), (4.0, 7.8), (5.0, 10.1)]);
    println!("y = {start:.4} + {slope:.4} x");

    let iq = Normal::new(100.0, 15.0)?;
    println!("P(IQ < 130) {:.6}, above {:.6}, 99 % below {:.4}, density {:.6}", iq.cdf(130.0), iq.sf(130.0), iq.inverse_cdf(0.99), iq.pdf(100.0));
    println!("{:?} {:?} {:?}", iq.mean(), iq.std_dev(), iq.skewness());
    let coins = Binomial::new(0.5, 10)?;
    println!("P(3) {:.6}, P(≤ 3) {:.6}, mean {:?}, median {}", coins.pmf(3), coins.cdf(3), coins.mean(), coins.median());
    println!("Poisson {:.6}, exponential {:.6}", Poisson::new(4.0)?.pmf(2), Exp::new(0.5)?.cdf(2.0));
    println!("χ² {:.4}, t {:.4}, F {:.4}", 1.0 - ChiSquared::new(3.0)?.cdf(7.815), StudentsT::new(0.0, 1.0, 10.0)?.cdf(2.228), FisherSnedecor::new(3.0, 20.0)?.cdf(3.098));
    println!("{:?} {:?}", Normal::new(0.0, -1.0).is_err(), Binomial::new(1.5, 3).is_err());

    let (old, new) = ([17.2, 20.9, 22.6, 18.1, 21.7, 21.4, 23.5, 24.2, 14.7, 21.8], [21.5, 22.8, 21.0, 23.0, 21.6, 23.6, 22.5, 20.7, 23.4, 21.8]);
    let (t, p) = welch(&old, &new);
    println!("t {t:.4}, p {p:.4}: {}", if p < 0.05 { "ein Unterschied" } else { "kein Unterschied" });
    println!("Γ(5) {:.4}, ln Γ(100) {:.4}, erf(1) {:.6}, B(2, 3) {:.6}", gamma(5.0), ln_gamma(100.0), erf(1.0), beta(2.0, 3.0));
    println!("{} {:.4}", binomial(20, 10), ln_factorial(50));
    let rolls = [18.0f64, 22.0, 21.0, 17.0, 19.0, 23.0];
    let chi: f64 = rolls.iter().map(|n| (n - 20.0).powi(2) / 20.0).sum();
    println!("fair dice: χ² {chi:.2}, p {:.4}", ChiSquared::new(5.0)?.sf(chi));
    Ok(())
}
