//! Sorts, ranks and deduplicates floating-point measurements, NaN included; needs the crate ordered-float.
use ordered_float::{FloatIsNan, NotNan, OrderedFloat};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Station {
    cost: Reverse<OrderedFloat<f64>>, // the least first, from a heap that gives the greatest
    at: (usize, usize),
}

/// The least sum of heights on a way through a grid, by Dijkstra's algorithm.
fn cheapest(grid: &[Vec<f64>]) -> (f64, usize) {
    let (rows, columns) = (grid.len(), grid[0].len());
    let mut best = HashMap::from([((0, 0), (OrderedFloat(grid[0][0]), 0usize))]);
    let mut heap = BinaryHeap::from([Station { cost: Reverse(OrderedFloat(grid[0][0])), at: (0, 0) }]);
    while let Some(Station { cost: Reverse(cost), at: (row, column) }) = heap.pop() {
        if (row, column) == (rows - 1, columns - 1) {
            return (cost.0, best[&(row, column)].1);
        }
        let steps = best[&(row, column)].1 + 1;
        let near = [(row.wrapping_sub(1), column), (row + 1, column), (row, column.wrapping_sub(1)), (row, column + 1)];
        for at in near.into_iter().filter(|&(r, c)| r < rows && c < columns) {
            let next = cost + grid[at.0][at.1];
            if best.get(&at).is_none_or_greater(next) {
                best.insert(at, (next, steps));
                heap.push(Station { cost: Reverse(next), at });
            }
        }
    }
    unreachable!("a grid is connected")
}

trait Improvable {
    fn is_none_or_greater(&self, than: OrderedFloat<f64>) -> bool;
}

impl Improvable for Option<&(OrderedFloat<f64>, usize)> {
    fn is_none_or_greater(&self, than: OrderedFloat<f64>) -> bool {
        self.map_or(true, |(known, _)| *known > than)
    }
}

fn main() {
    let mut measured: Vec<OrderedFloat<f64>> = [2.5, f64::NAN, -0.0, f64::INFINITY, 0.0, -3.25, f64::NEG_INFINITY, 2.5].into_iter().map(OrderedFloat).collect();
    measured.sort();
    println!("{:?}", measured.iter().map(|x| x.0).collect::<Vec<_>>());
    let distinct: BTreeSet<_> = measured.iter().collect();
    println!("{} different, NaN found: {}", distinct.len(), distinct.contains(&OrderedFloat(f64::NAN)));
    println!("{:?} {:?}", measured.iter().max().map(|x| x.is_nan()), measured.binary_search(&OrderedFloat(-3.25)));

    let mut marks: BTreeMap<Reverse<OrderedFloat<f32>>, Vec<&str>> = BTreeMap::new();
    for (name, points) in [("Zoë", 87.5), ("Łukasz", 91.25), ("花子", 87.5), ("Jürgen", 60.0)] {
        marks.entry(Reverse(OrderedFloat(points))).or_default().push(name);
    }
    let mut rank = 1;
    for (Reverse(points), names) in &marks {
        println!("{rank}. {points:>6} {}", names.join(", "));
        rank += names.len();
    }

    let valid = NotNan::new(1.5).expect("a number");
    println!("{} {:?} {}", valid + 2.0, NotNan::new(f64::NAN) == Err(FloatIsNan), (valid * valid).into_inner());
    println!("{:?} {:?}", "2.75".parse::<NotNan<f64>>(), "NaN".parse::<NotNan<f64>>().is_err());
    let total: NotNan<f64> = [0.5, 0.25, 0.125].iter().map(|&x| NotNan::new(x).expect("a number")).sum();
    println!("{total} {}", std::panic::catch_unwind(|| { std::panic::set_hook(Box::new(|_| {})); valid * f64::NAN }).is_err());
    let grid = vec![vec![1.0, 3.5, 1.0, 9.0], vec![1.0, 9.0, 1.5, 9.0], vec![0.5, 0.25, 2.0, 1.0]];
    println!("{:?}", cheapest(&grid));
}
