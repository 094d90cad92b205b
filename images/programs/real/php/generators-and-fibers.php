<?php
// Generators, fibers, closures, property hooks, weak maps and destructuring (needs: PHP 8.4 alone).
declare(strict_types=1);

final class Person
{
    public int $age = 0 {
        set => $value < 0 ? throw new RangeException("Alter $value") : $value;
    }
    public string $initials {
        get => implode('', array_map(fn (string $part) => mb_substr($part, 0, 1) . '.', explode(' ', $this->name)));
    }
    public function __construct(public private(set) string $name) {}
}
function primes(): Generator
{
    $found = [];
    for ($n = 2; ; $n++) {
        foreach ($found as $prime) {
            if ($n % $prime === 0) {
                continue 2;
            }
        }
        $found[] = $n;
        yield $n;
    }
}
function take(iterable $items, int $count): Generator
{
    foreach ($items as $item) {
        if ($count-- <= 0) {
            return 'genug';
        }
        yield $item;
    }
}
$list = take(primes(), 12);
echo implode(' ', iterator_to_array($list)), ' ', $list->getReturn(), "\n";
echo implode(' ', iterator_to_array((function () { yield 0; yield from take(primes(), 3); yield from [9]; })(), false)), "\n";
$log = [];
$work = function (string $name, int $rounds) use (&$log): string {
    for ($i = 1; $i <= $rounds; $i++) {
        $log[] = $name . $i . Fiber::suspend($i);
    }
    return mb_strtoupper($name);
};
$tasks = ['ä' => new Fiber($work), 'ö' => new Fiber($work)];
array_walk($tasks, fn (Fiber $task, string $name) => $task->start($name, $name === 'ä' ? 2 : 3));
while ($waiting = array_filter($tasks, fn (Fiber $task) => !$task->isTerminated())) {
    array_walk($waiting, fn (Fiber $task) => $task->resume('!'));
}
echo implode(' ', $log), ' ', implode(array_map(fn (Fiber $task) => $task->getReturn(), $tasks)), "\n";

$person = new Person('Zoë Ångström');
$person->age = 31;
echo $person->initials, ' ', $person->age, "\n";
foreach ([fn () => $person->age = -1, fn () => $person->name = 'x', fn () => $person->nichts(), fn () => strlen(5), fn () => match (7) { 1 => 2 }] as $attempt) {
    try {
        $attempt();
    } catch (Throwable $e) {
        echo $e::class, "\n";
    }
}
$map = new WeakMap();
$map[$person] = 'da';
$compose = fn (callable ...$steps) => fn ($value) => array_reduce($steps, fn ($result, $step) => $step($result), $value);
echo count($map), ' ', $compose(trim(...), mb_strrev(...), 'ucfirst')(' regal '), "\n";
function mb_strrev(string $text): string { return implode(array_reverse(mb_str_split($text))); }
['a' => $a, 'b' => [, $b]] = ['a' => 1, 'b' => [2, 3]];
echo $a + $b, ' ', array_find([3, 8, 9], fn (int $n) => $n % 2 === 0), ' ', array_any([1, 2], fn (int $n) => $n > 1) ? 'any' : '-', ' ', [...[1, 2], ...['k' => 3]]['k'], ' ', null?->x ?? 'null', ' ', 2 <=> 1, ' ', (static fn (int ...$n) => array_sum($n))(...[1, 2, 3]), "\n";
