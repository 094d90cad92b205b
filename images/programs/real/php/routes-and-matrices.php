<?php
// Shortest routes, matrices, dynamic programming and puzzles with SPL's structures (needs: SPL).
declare(strict_types=1);

/** @return array{int, list<string>} */
function route(array $roads, string $from, string $to): array
{
    $queue = new SplPriorityQueue();
    $queue->setExtractFlags(SplPriorityQueue::EXTR_BOTH);
    $queue->insert([$from], 0);
    for ($seen = []; !$queue->isEmpty(); ) {
        ['data' => $path, 'priority' => $length] = $queue->extract();
        $place = end($path);
        if ($place === $to) {
            return [-$length, $path];
        }
        if (!isset($seen[$place])) {
            $seen[$place] = true;
            foreach ($roads[$place] ?? [] as $next => $km) {
                $queue->insert([...$path, $next], $length - $km);
            }
        }
    }
    throw new RuntimeException("kein Weg nach $to");
}
final readonly class Matrix implements Stringable
{
    public function __construct(private array $rows) {}
    public function times(self $other): self
    {
        $columns = array_map(null, ...$other->rows);
        return new self(array_map(fn (array $row) => array_map(fn (array $column) => array_sum(array_map(fn ($a, $b) => $a * $b, $row, $column)), $columns), $this->rows));
    }
    public function power(int $n): self
    {
        return $n === 1 ? $this : ($n % 2 ? $this->times($this->power($n - 1)) : $this->times($this)->power(intdiv($n, 2)));
    }
    public function __toString(): string { return '[' . implode('; ', array_map(fn (array $row) => implode(' ', $row), $this->rows)) . ']'; }
}
function queens(int $size, array $placed = []): int
{
    $row = count($placed);
    $free = fn (int $column): bool => array_all($placed, fn (int $other, int $line) => $other !== $column && abs($other - $column) !== $row - $line);
    return $row === $size ? 1 : array_sum(array_map(fn (int $column) => queens($size, [...$placed, $column]), array_filter(range(0, $size - 1), $free)));
}

$roads = ['Köln' => ['Bonn' => 30, 'Trier' => 170], 'Bonn' => ['Trier' => 130, 'Mainz' => 150], 'Trier' => ['Mainz' => 155]];
[$km, $path] = route($roads, 'Köln', 'Trier');
echo implode(' → ', $path), ", $km km; ";
try {
    route($roads, 'Mainz', 'Köln');
} catch (RuntimeException $e) {
    echo $e->getMessage(), "\n";
}
echo (new Matrix([[1, 1], [1, 0]]))->power(60), ' queens: ', queens(6), "\n";

$best = array_fill(0, 11, 0);
foreach ([[3, 4], [4, 5], [7, 10], [8, 11]] as [$weight, $value]) {
    for ($w = 10; $w >= $weight; $w--) {
        $best[$w] = max($best[$w], $best[$w - $weight] + $value);
    }
}
echo 'knapsack: ', $best[10], ', change: ', array_reduce([1, 2, 5, 10, 20, 50, 100, 200], function (array $ways, int $coin) { for ($i = $coin; $i <= 200; $i++) { $ways[$i] += $ways[$i - $coin]; } return $ways; }, [1] + array_fill(0, 201, 0))[200], "\n";
[$heap, $stack, $ring] = [new SplMinHeap(), new SplStack(), new SplQueue()];
foreach ([5, 1, 4] as $n) {
    $heap->insert($n);
    $stack->push($n);
    $ring->enqueue($n);
}
echo $heap->extract(), $stack->pop(), $ring->dequeue(), ' ', SplFixedArray::fromArray([1, 2, 3])->getSize(), ' ', implode(' ', iterator_to_array(new LimitIterator(new InfiniteIterator(new ArrayIterator(['a', 'ü'])), 0, 5), false)), "\n";
