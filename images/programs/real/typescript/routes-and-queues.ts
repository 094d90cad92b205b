// A generic heap, shortest routes, memoised dynamic programming and a seeded shuffle (needs: the compiler alone).
type Compare<T> = (a: T, b: T) => number;

class Heap<T> {
  readonly #items: T[] = [];
  constructor(private readonly compare: Compare<T>) {}

  get size(): number { return this.#items.length; }

  push(item: T): this {
    let n = this.#items.push(item) - 1;
    while (n > 0) {
      const parent = (n - 1) >> 1;
      if (this.compare(this.#items[parent], this.#items[n]) <= 0) break;
      [this.#items[parent], this.#items[n]] = [this.#items[n], this.#items[parent]];
      n = parent;
    }
    return this;
  }

  pop(): T | undefined {
    const [top] = this.#items;
    const last = this.#items.pop();
    if (this.#items.length === 0 || last === undefined) return top;
    this.#items[0] = last;
    for (let n = 0; ;) {
      const smallest = [n, 2 * n + 1, 2 * n + 2].filter((i) => i < this.size).reduce((a, b) => (this.compare(this.#items[b], this.#items[a]) < 0 ? b : a));
      if (smallest === n) return top;
      [this.#items[n], this.#items[smallest]] = [this.#items[smallest], this.#items[n]];
      n = smallest;
    }
  }
}

type Graph<N extends string> = Partial<Record<N, Partial<Record<N, number>>>>;

function route<N extends string>(graph: Graph<N>, from: N, to: N): { path: N[]; length: number } | undefined {
  const best = new Map<N, { length: number; by?: N }>([[from, { length: 0 }]]);
  const heap = new Heap<[N, number]>((a, b) => a[1] - b[1]).push([from, 0]);
  for (let next = heap.pop(); next; next = heap.pop()) {
    const [node, length] = next;
    if (node === to) break;
    for (const [other, step] of Object.entries(graph[node] ?? {}) as [N, number][]) {
      if (length + step < (best.get(other)?.length ?? Infinity)) {
        best.set(other, { length: length + step, by: node });
        heap.push([other, length + step]);
      }
    }
  }
  if (!best.has(to)) return undefined;
  const path: N[] = [];
  for (let node: N | undefined = to; node; node = best.get(node)?.by) path.unshift(node);
  return { path, length: best.get(to)?.length ?? 0 };
}

function memo<A extends readonly (string | number)[], R>(fn: (...args: A) => R): (...args: A) => R {
  const known = new Map<string, R>();
  return (...args) => known.get(args.join('\0')) ?? known.set(args.join('\0'), fn(...args)).get(args.join('\0'))!;
}

const roads: Graph<'Köln' | 'Bonn' | 'Mainz' | 'Trier' | 'Insel'> = { Köln: { Bonn: 30, Trier: 170 }, Bonn: { Mainz: 150, Trier: 130 }, Mainz: { Trier: 155 } };
console.log(route(roads, 'Köln', 'Trier'), route(roads, 'Köln', 'Mainz')?.path.join(' → '), route(roads, 'Köln', 'Insel'));

const distance: (a: string, b: string) => number = memo((a, b) => (!a || !b ? a.length + b.length : Math.min(distance(a.slice(1), b) + 1, distance(a, b.slice(1)) + 1, distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1))));
const change: (sum: number, coins: number) => bigint = memo((sum, n) => (sum === 0 ? 1n : sum < 0 || n < 0 ? 0n : change(sum - [1, 2, 5, 10, 20, 50, 100][n], n) + change(sum, n - 1)));
console.log(distance('Größenwahn', 'Grossmann'), change(200, 6), new Heap<string>((a, b) => a.localeCompare(b, 'de')).push('z').push('ä').push('b').pop());
