# Routes, spanning trees, flows and rankings in graphs (needs: networkx, numpy and scipy for the ranking).
import networkx as nx

ROADS = [
    ("Köln", "Bonn", 30), ("Köln", "Düsseldorf", 45), ("Bonn", "Koblenz", 60), ("Düsseldorf", "Münster", 135),
    ("Koblenz", "Mainz", 95), ("Mainz", "Frankfurt", 45), ("Köln", "Frankfurt", 190), ("Münster", "Osnabrück", 60),
]

roads = nx.Graph()
roads.add_weighted_edges_from(ROADS, weight="km")
for start, end in [("Düsseldorf", "Frankfurt"), ("Osnabrück", "Koblenz")]:
    path = nx.shortest_path(roads, start, end, weight="km")
    print(" → ".join(path), nx.path_weight(roads, path, "km"), "km")

tree = nx.minimum_spanning_tree(roads, weight="km")
print("spanning tree:", int(tree.size(weight="km")), "km,", tree.number_of_edges(), "roads")
print("bridges:", sorted(tuple(sorted(edge)) for edge in nx.bridges(roads)))
print("diameter:", nx.diameter(roads), "centre:", sorted(nx.center(roads)))

jobs = nx.DiGraph([("design", "build"), ("build", "test"), ("design", "docs"), ("test", "release"), ("docs", "release")])
print("order:", list(nx.lexicographical_topological_sort(jobs)))
print("longest:", nx.dag_longest_path_length(jobs), "cycle:", not nx.is_directed_acyclic_graph(jobs))
jobs.add_edge("release", "design")
try:
    list(nx.topological_sort(jobs))
except nx.NetworkXUnfeasible as error:
    print("cyclic:", type(error).__name__, len(nx.find_cycle(jobs)) >= 4)

pipes = nx.DiGraph()
for source, target, capacity in [("s", "a", 10), ("s", "b", 5), ("a", "b", 15), ("a", "t", 4), ("b", "t", 9)]:
    pipes.add_edge(source, target, capacity=capacity)
value, flow = nx.maximum_flow(pipes, "s", "t")
cut, (left, right) = nx.minimum_cut(pipes, "s", "t")
print("flow:", value, "cut:", cut, "into t:", flow["a"]["t"] + flow["b"]["t"])

links = nx.DiGraph([("a", "b"), ("c", "b"), ("d", "b"), ("b", "a"), ("d", "a")])
rank = nx.pagerank(links)
print("ranking:", sorted(rank, key=lambda node: (-round(rank[node], 6), node)), f"sum {sum(rank.values()):.6f}")

petersen = nx.petersen_graph()
print("petersen: planar", nx.is_planar(petersen), "degrees", set(dict(petersen.degree).values()), "diameter", nx.diameter(petersen))
nx.write_graphml(roads, "roads.graphml")
print("same after GraphML:", nx.utils.edges_equal(nx.read_graphml("roads.graphml").edges, roads.edges))
