//! Finds routes, orders tasks and spans a network; needs the crate petgraph.
use petgraph::algo::{astar, bellman_ford, connected_components, dijkstra, is_cyclic_directed, kosaraju_scc, min_spanning_tree, toposort};
use petgraph::data::FromElements;
use petgraph::dot::{Config, Dot};
use petgraph::graph::{DiGraph, NodeIndex, UnGraph};
use petgraph::graphmap::UnGraphMap;
use petgraph::visit::{Bfs, Dfs, EdgeRef};
use petgraph::Direction;

fn main() {
    let mut roads: UnGraph<&str, u32> = UnGraph::new_undirected();
    let towns: Vec<NodeIndex> = ["Köln", "Bonn", "Trier", "Mainz", "Zürich", "Łódź"].into_iter().map(|name| roads.add_node(name)).collect();
    for (from, to, length) in [(0, 1, 30), (1, 2, 150), (1, 3, 145), (2, 3, 140), (3, 4, 410), (2, 4, 420), (0, 3, 190)] {
        roads.add_edge(towns[from], towns[to], length);
    }
    let lengths = dijkstra(&roads, towns[0], None, |road| *road.weight());
    for town in &towns {
        match lengths.get(town) {
            Some(length) => println!("{length:4} km to {}", roads[*town]),
            None => println!("no way to {}", roads[*town]),
        }
    }
    let way = astar(&roads, towns[0], |town| town == towns[4], |road| *road.weight(), |_| 0);
    println!("{:?}", way.map(|(length, way)| (length, way.into_iter().map(|town| roads[town]).collect::<Vec<_>>())));
    let tree: UnGraph<_, _> = UnGraph::from_elements(min_spanning_tree(&roads));
    println!("tree: {} roads, {} km; parts: {}", tree.edge_count(), tree.edge_weights().sum::<u32>(), connected_components(&roads));
    let mut direct: Vec<(&str, u32)> = roads.edges(towns[3]).map(|road| (roads[road.target()], *road.weight())).collect();
    direct.sort_unstable();
    println!("from Mainz: {direct:?}");

    let mut tasks = DiGraph::<&str, ()>::new();
    let [wake, tea, drink, dress, leave] = ["aufstehen", "Tee kochen", "trinken", "anziehen", "gehen"].map(|name| tasks.add_node(name));
    tasks.extend_with_edges([(wake, tea), (tea, drink), (wake, dress), (drink, leave), (dress, leave)]);
    let order = toposort(&tasks, None).expect("no cycle");
    let place = |task| order.iter().position(|t| *t == task);
    println!("in order: {}", tasks.edge_references().all(|edge| place(edge.source()) < place(edge.target())));
    println!("first {:?}, last {:?}", order.first().map(|t| tasks[*t]), order.last().map(|t| tasks[*t]));
    println!("before leaving: {}", tasks.neighbors_directed(leave, Direction::Incoming).count());
    let mut depth_first = Dfs::new(&tasks, tea);
    let mut reached = vec![];
    while let Some(task) = depth_first.next(&tasks) {
        reached.push(tasks[task]);
    }
    println!("{reached:?}");
    println!("{}", format!("{:?}", Dot::with_config(&tasks, &[Config::EdgeNoLabel])).lines().nth(1).unwrap_or_default().trim());
    tasks.add_edge(leave, tea, ());
    let mut parts: Vec<usize> = kosaraju_scc(&tasks).iter().map(Vec::len).collect();
    parts.sort_unstable();
    println!("cycle: {} {:?} {parts:?}", is_cyclic_directed(&tasks), toposort(&tasks, None).is_err());

    let debts = DiGraph::<(), f64>::from_edges([(0, 1, 4.0), (0, 2, 2.0), (2, 1, -1.0), (1, 3, 1.5)]);
    println!("{:?}", bellman_ford(&debts, NodeIndex::new(0)).map(|paths| paths.distances).ok());
    let mut knights = UnGraphMap::<(i8, i8), ()>::new();
    for (x, y) in (0..8).flat_map(|x| (0..8).map(move |y| (x, y))) {
        for (dx, dy) in [(1, 2), (2, 1), (-1, 2), (-2, 1)] {
            if (0..8).contains(&(x + dx)) && (0..8).contains(&(y + dy)) {
                knights.add_edge((x, y), (x + dx, y + dy), ());
            }
        }
    }
    let mut squares = 0;
    let mut breadth_first = Bfs::new(&knights, (0, 0));
    while breadth_first.next(&knights).is_some() {
        squares += 1;
    }
    let longest = dijkstra(&knights, (0, 0), None, |_| 1).into_values().max();
    println!("{squares} squares, {} moves, at most {longest:?}", knights.edge_count());
}
