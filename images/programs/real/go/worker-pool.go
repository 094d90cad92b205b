// Runs jobs in goroutines with channels, contexts, locks and errors; needs goroutines only.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

type result struct {
	n, steps int
	err      error
}

var errNegative = errors.New("not above zero")

func collatz(n int) (steps int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if n < 0 {
		return 0, fmt.Errorf("%d: %w", n, errNegative)
	}
	for steps = 0; n != 1; steps++ {
		if n%2 == 0 {
			n = n / 2 / (n / n) // which panics for 0
		} else {
			n = 3*n + 1
		}
	}
	return steps, nil
}

func pool(jobs []int, workers int) []result {
	in, out := make(chan int), make(chan result)
	var group sync.WaitGroup
	for range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			for n := range in {
				steps, err := collatz(n)
				out <- result{n, steps, err}
			}
		}()
	}
	go func() {
		for _, job := range jobs {
			in <- job
		}
		close(in)
		group.Wait()
		close(out)
	}()
	var results []result
	for r := range out {
		results = append(results, r)
	}
	sort.Slice(results, func(i, j int) bool { return results[i].n < results[j].n })
	return results
}

// primes sieves with one goroutine for each prime.
func primes(count int) (found []int) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	send := func(out chan<- int, n int) bool {
		select {
		case out <- n:
			return true
		case <-ctx.Done():
			return false
		}
	}
	numbers := make(chan int)
	go func(out chan<- int) {
		for n := 2; send(out, n); n++ {
		}
	}(numbers)
	for range count {
		prime := <-numbers
		found = append(found, prime)
		filtered := make(chan int)
		go func(in <-chan int, out chan<- int) {
			for {
				select {
				case n := <-in:
					if n%prime != 0 && !send(out, n) {
						return
					}
				case <-ctx.Done():
					return
				}
			}
		}(numbers, filtered)
		numbers = filtered
	}
	return found
}

func main() {
	for _, r := range pool([]int{27, 97, 871, 6171, 0, -5, 1}, 3) {
		fmt.Println(r.n, r.steps, r.err, errors.Is(r.err, errNegative))
	}
	fmt.Println(primes(30))

	var mutex sync.Mutex
	var counter atomic.Int64
	shared := map[int]int{}
	var group sync.WaitGroup
	for i := range 100 {
		group.Add(1)
		go func() {
			defer group.Done()
			counter.Add(int64(i))
			mutex.Lock()
			defer mutex.Unlock()
			shared[i%7]++
		}()
	}
	group.Wait()
	fmt.Println(counter.Load(), shared)

	ctx, cancel := context.WithTimeoutCause(context.Background(), 20*time.Millisecond, errors.New("zu langsam"))
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err(), "/", context.Cause(ctx))
	case <-time.After(10 * time.Second):
		fmt.Println("never")
	}
	once := sync.OnceValue(func() int { fmt.Println("computed once"); return 42 })
	fmt.Println(once(), once())

	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	logger.With("ort", "Köln").Warn("fast leer", "stück", 3, slog.Group("lager", "regal", "B 7"))
	logger.Debug("not shown")
	fmt.Print(log.String(), errors.Join(errNegative, nil, context.Canceled), "\n")
}
