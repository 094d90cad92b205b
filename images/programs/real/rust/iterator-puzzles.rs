//! Solves puzzles with combinations, groups and windows; needs the crate itertools.
use itertools::{iproduct, izip, Either, EitherOrBoth, FoldWhile, Itertools, MinMaxResult};

fn main() {
    // SEND + MORE = MONEY, with M = 1 and O = 0, as S + 1 must carry.
    let value = |digits: &[u64]| digits.iter().fold(0, |sum, d| 10 * sum + d);
    let solution = (2..10).permutations(6).find(|p| {
        let (s, e, n, d, r, y) = (p[0], p[1], p[2], p[3], p[4], p[5]);
        value(&[s, e, n, d]) + value(&[1, 0, r, e]) == value(&[1, 0, n, e, y])
    });
    println!("S E N D R Y = {:?}", solution);

    let triples = iproduct!(1u32..30, 1u32..30).filter(|(a, b)| a < b).map(|(a, b)| (a, b, (a * a + b * b).isqrt_()))
        .filter(|(a, b, c)| a * a + b * b == c * c && *c < 30).map(|(a, b, c)| format!("{a}²+{b}²={c}²")).join(" ");
    println!("{triples}");
    println!("{}", ["rot", "grün", "blau"].iter().combinations(2).map(|pair| pair.iter().join("+")).format(", "));
    println!("{:?}", (1..=3).powerset().map(|set| set.iter().sum::<i32>()).collect_vec());

    let words = ["Äpfel", "Birne", "Ahorn", "Buche", "Öl", "Esche", "Eis"];
    let groups = words.iter().into_group_map_by(|word| word.chars().count());
    println!("{:?}", groups.iter().sorted().collect_vec());
    let (long, short): (Vec<&str>, Vec<usize>) = words.iter().partition_map(|w| if w.len() > 4 { Either::Left(*w) } else { Either::Right(w.len()) });
    println!("{long:?} {short:?}");
    println!("{:?}", "aaabccdddd".chars().chunk_by(|c| *c).into_iter().map(|(c, run)| format!("{c}{}", run.count())).collect_vec());
    println!("{:?}", "mississippi".chars().counts().into_iter().sorted_by_key(|(c, n)| (std::cmp::Reverse(*n), *c)).collect_vec());
    println!("{:?}", [3, 1, 4, 1, 5, 9, 2, 6, 5].iter().unique().k_smallest(4).collect_vec());

    println!("{:?}", [1, 4, 9, 16, 25].iter().tuple_windows().map(|(a, b)| b - a).collect_vec());
    println!("{:?}", [1, 5, 9].iter().merge([2, 3, 10].iter()).dedup().collect_vec());
    println!("{:?}", izip!(1..4, "äöü".chars(), [0.5, 1.5, 2.5]).map(|(n, c, x)| format!("{n}{c}{x}")).collect_vec());
    let totals = ["a=1", "b=2", "c"].iter().zip_longest([10, 20].iter()).map(|pair| match pair {
        EitherOrBoth::Both(text, n) => format!("{text}*{n}"),
        EitherOrBoth::Left(text) => format!("{text}?"),
        EitherOrBoth::Right(n) => n.to_string(),
    });
    println!("{}", Itertools::intersperse(totals, "; ".to_string()).collect::<String>());
    match [7, 2, 9, 4].iter().minmax() {
        MinMaxResult::MinMax(low, high) => println!("{low}..{high}, at {:?}", [7, 2, 9, 4].iter().position_max()),
        other => println!("{other:?}"),
    }
    println!("{:?}", (1..).fold_while(0, |sum, n| if sum + n > 100 { FoldWhile::Done(sum) } else { FoldWhile::Continue(sum + n) }).into_inner());
    println!("{:?} {}", ["1", "2", "x"].iter().map(|t| t.parse::<i32>()).process_results(|numbers| numbers.sum::<i32>()).is_err(), [1, 1, 2].iter().all_unique());
    println!("{:?}", (0..10).step_by(3).cartesian_product("ab".chars()).skip(5).collect_tuple::<(_, _, _)>());
}

trait Root {
    fn isqrt_(self) -> Self;
}

impl Root for u32 {
    fn isqrt_(self) -> u32 {
        f64::from(self).sqrt() as u32
    }
}
