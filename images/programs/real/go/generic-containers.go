// Has a heap, a least-recently-used cache, sets and lazy sequences for any type, and shares things out; needs generics and iterators.
package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
)

type queue[T any] struct {
	items []T
	less  func(a, b T) bool
}

func (q *queue[T]) Len() int           { return len(q.items) }
func (q *queue[T]) Less(i, j int) bool { return q.less(q.items[i], q.items[j]) }
func (q *queue[T]) Swap(i, j int)      { q.items[i], q.items[j] = q.items[j], q.items[i] }
func (q *queue[T]) Push(x any)         { q.items = append(q.items, x.(T)) }
func (q *queue[T]) Pop() any {
	last := q.items[len(q.items)-1]
	q.items = q.items[:len(q.items)-1]
	return last
}

type pair[K comparable, V any] struct {
	key   K
	value V
}

type cache[K comparable, V any] struct {
	limit int
	order *list.List
	items map[K]*list.Element
}

func (c *cache[K, V]) get(key K, compute func(K) V) V {
	if element, ok := c.items[key]; ok {
		c.order.MoveToFront(element)
		return element.Value.(pair[K, V]).value
	}
	if c.order.Len() == c.limit {
		delete(c.items, c.order.Remove(c.order.Back()).(pair[K, V]).key)
	}
	value := compute(key)
	c.items[key] = c.order.PushFront(pair[K, V]{key, value})
	return value
}

type number interface{ ~int | ~float64 }

func sum[T number](values iter.Seq[T]) (total T) {
	for v := range values {
		total += v
	}
	return
}

func filter[T any](values iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range values {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func fibonacci(limit int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for a, b := 0, 1; a < limit && yield(a); a, b = b, a+b {
		}
	}
}

// knapsack returns the best value and the names of what is packed.
func knapsack(limit int, names []string, weights, values []int) (int, []string) {
	best := make([][]int, len(names)+1)
	best[0] = make([]int, limit+1)
	for i := range names {
		best[i+1] = slices.Clone(best[i])
		for w := weights[i]; w <= limit; w++ {
			best[i+1][w] = max(best[i][w], best[i][w-weights[i]]+values[i])
		}
	}
	var packed []string
	for i, w := len(names), limit; i > 0; i-- {
		if best[i][w] != best[i-1][w] {
			packed = append(packed, names[i-1])
			w -= weights[i-1]
		}
	}
	return best[len(names)][limit], packed
}

func main() {
	q := &queue[string]{less: func(a, b string) bool { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) < 0 }}
	for _, word := range strings.Fields("Zitrone Birne Äpfel Mango 梨 Feige") {
		heap.Push(q, word)
	}
	for q.Len() > 0 {
		fmt.Print(heap.Pop(q), " ")
	}
	computed := 0
	squares := &cache[int, int]{2, list.New(), map[int]*list.Element{}}
	for _, n := range []int{1, 2, 1, 3, 2, 1} {
		squares.get(n, func(n int) int { computed++; return n * n })
	}
	fmt.Println("\ncomputed", computed, slices.Sorted(maps.Keys(squares.items)))
	fmt.Println(sum(filter(fibonacci(4000000), func(n int) bool { return n%2 == 0 })), slices.Collect(fibonacci(50)))
	next, stop := iter.Pull(fibonacci(100))
	defer stop()
	first, _ := next()
	second, ok := next()
	fmt.Println(first, second, ok, sum(slices.Values([]float64{0.5, 0.25})))
	fmt.Println(knapsack(15, []string{"Zelt", "Kocher", "Seil", "Lampe", "Buch"}, []int{12, 4, 2, 1, 1}, []int{4, 10, 2, 2, 1}))

	words := []string{"rot", "Tor", "Lager", "Regal", "Ort", "blau"}
	groups := map[string][]string{}
	for _, word := range words {
		letters := strings.Split(strings.ToLower(word), "")
		slices.Sort(letters)
		groups[strings.Join(letters, "")] = append(groups[strings.Join(letters, "")], word)
	}
	fmt.Println(groups)
	at, found := slices.BinarySearch([]int{2, 3, 5, 7, 11}, 7)
	fmt.Println(at, found, sort.SearchInts([]int{2, 3, 5}, 4), slices.Compact([]int{1, 1, 2, 2, 1}), slices.MaxFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) }), slices.IndexFunc(words, func(w string) bool { return w > "a" }))
	for chunk := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(chunk)
	}
	fmt.Println()
}
