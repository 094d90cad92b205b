// Finds routes, orders tasks and spans a network; needs gonum.org/v1/gonum/graph and its subpackages.
package main

import (
	"fmt"
	"sort"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
	"gonum.org/v1/gonum/graph/traverse"
)

var towns = []string{"Köln", "Bonn", "Trier", "Mainz", "Zürich", "Łódź"}

func main() {
	roads := simple.NewWeightedUndirectedGraph(0, 1e9)
	for _, road := range [][3]int64{{0, 1, 30}, {1, 2, 150}, {1, 3, 145}, {2, 3, 140}, {3, 4, 410}, {2, 4, 420}, {0, 3, 190}} {
		roads.SetWeightedEdge(roads.NewWeightedEdge(simple.Node(road[0]), simple.Node(road[1]), float64(road[2])))
	}
	roads.AddNode(simple.Node(5))

	shortest := path.DijkstraFrom(simple.Node(0), roads)
	for to := range towns {
		way, length := shortest.To(int64(to))
		if way == nil {
			fmt.Println(towns[to], "cannot be reached")
			continue
		}
		names := ""
		for _, node := range way {
			names += towns[node.ID()] + " "
		}
		fmt.Printf("%4.0f km %s\n", length, names)
	}
	all, ok := path.FloydWarshall(roads)
	fmt.Println("from Trier to Zürich:", all.Weight(2, 4), ok)

	tree := simple.NewWeightedUndirectedGraph(0, 1e9)
	fmt.Println("tree of least length:", path.Kruskal(tree, roads), "with", tree.Edges().Len(), "roads")
	parts := [][]int64{}
	for _, part := range topo.ConnectedComponents(roads) {
		ids := []int64{}
		for _, node := range part {
			ids = append(ids, node.ID())
		}
		sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
		parts = append(parts, ids)
	}
	sort.Slice(parts, func(i, j int) bool { return parts[i][0] < parts[j][0] })
	for _, ids := range parts {
		fmt.Println("connected:", ids)
	}

	tasks := simple.NewDirectedGraph()
	for _, before := range [][2]int64{{1, 2}, {2, 3}, {1, 4}, {4, 3}, {3, 5}} {
		tasks.SetEdge(tasks.NewEdge(simple.Node(before[0]), simple.Node(before[1])))
	}
	order, err := topo.SortStabilized(tasks, func(nodes []graph.Node) {
		sort.Slice(nodes, func(i, j int) bool { return nodes[i].ID() < nodes[j].ID() })
	})
	fmt.Println("order:", order, err)
	tasks.SetEdge(tasks.NewEdge(simple.Node(5), simple.Node(2)))
	_, err = topo.SortStabilized(tasks, nil)
	fmt.Println("cycle:", err != nil, len(topo.TarjanSCC(tasks)), "components")

	depths := map[int64]int{}
	search := traverse.BreadthFirst{}
	search.Walk(tasks, simple.Node(1), func(node graph.Node, depth int) bool {
		depths[node.ID()] = depth
		return false
	})
	fmt.Println("depths:", depths)
}
