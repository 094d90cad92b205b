<?php
// Random numbers with a seed by specified algorithms, simulations and shuffles (needs: the random extension of PHP).
declare(strict_types=1);

use Random\Engine\Mt19937;
use Random\Engine\Secure;
use Random\Engine\Xoshiro256StarStar;
use Random\IntervalBoundary;
use Random\Randomizer;

// Mersenne twister: the algorithm's first outputs for the seed 5489 are published, the ten thousandth is 4123659995.
$twister = new Mt19937(5489);
$last = 0;
for ($n = 0; $n < 10000; $n++) {
    $last = unpack('V', $twister->generate())[1];
}
echo 'mt19937: ', $last, "\n";

final class Lehmer implements Random\Engine
{
    public function __construct(private int $state) {}

    public function generate(): string
    {
        $this->state = $this->state * 48271 % 2147483647;
        return pack('V', $this->state);
    }
}
// The minimal standard generator: 10000 steps from 1 give 399268537.
$lehmer = new Lehmer(1);
for ($n = 0; $n < 10000; $n++) {
    $last = unpack('V', $lehmer->generate())[1];
}
echo 'lehmer: ', $last, "\n";

$one = new Randomizer(new Xoshiro256StarStar(hash('sha256', 'fest', true)));
$two = new Randomizer(clone $one->engine);
$rolls = array_map(fn () => $one->getInt(1, 6), range(1, 6000));
echo 'repeats: ', $rolls === array_map(fn () => $two->getInt(1, 6), range(1, 6000)) ? 'yes' : 'no', ', faces: ', implode(array_unique($sorted = (function (array $list) { sort($list); return $list; })($rolls))), ', mean: ', abs(array_sum($rolls) / 6000 - 3.5) < 0.1 ? 'about 3.5' : 'off', "\n";
$chi = array_sum(array_map(fn (int $count) => ($count - 1000) ** 2 / 1000, array_count_values($rolls)));
echo 'chi squared: ', $chi < 20.5 ? 'plausible' : 'suspicious', "\n";

$deck = array_merge(...array_map(fn (string $suit) => array_map(fn ($rank) => $suit . $rank, [7, 8, 9, 10, 'B', 'D', 'K', 'A']), ['♠', '♥', '♦', '♣']));
$shuffled = $one->shuffleArray($deck);
echo 'shuffled: ', !array_diff($deck, $shuffled) && count($shuffled) === 32 ? 'all there' : 'lost', ', ', count($one->pickArrayKeys($deck, 5)), ' picked, ', mb_strlen($one->getBytesFromString('abc', 8)), ' letters, ', strlen((new Randomizer(new Secure()))->getBytes(16)), " bytes\n";
$float = $one->getFloat(0.25, 0.5, IntervalBoundary::ClosedOpen);
echo 'float: ', $float >= 0.25 && $float < 0.5 ? 'inside' : 'outside', ', ', strlen($one->shuffleBytes('abcd')), ' ', mt_getrandmax(), "\n";

for ($n = $inside = 0; $n < 20000; $n++) {
    $inside += hypot($one->nextFloat(), $one->nextFloat()) < 1 ? 1 : 0;
}
echo 'π: ', abs($inside / 5000 - M_PI) < 0.06 ? 'about right' : 'off', "\n";

// The walk of a drunkard: after n steps the mean square distance is n.
$squares = [];
for ($walk = 0; $walk < 400; $walk++) {
    [$x, $y] = [0, 0];
    for ($step = 0; $step < 50; $step++) {
        [$dx, $dy] = [[1, 0], [-1, 0], [0, 1], [0, -1]][$one->getInt(0, 3)];
        [$x, $y] = [$x + $dx, $y + $dy];
    }
    $squares[] = $x ** 2 + $y ** 2;
}
echo 'walk: ', abs(array_sum($squares) / 400 - 50) < 10 ? 'about 50' : 'off', "\n";
mt_srand(42);
$first = mt_rand();
mt_srand(42);
echo 'seeded: ', $first === mt_rand() ? 'same' : 'different', ' ', (new Random\Engine\PcgOneseq128XslRr64(42))->generate() === (new Random\Engine\PcgOneseq128XslRr64(42))->generate() ? 'same' : 'different', "\n";
