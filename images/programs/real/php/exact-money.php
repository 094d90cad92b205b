<?php
// Computes with money, large numbers and fractions exactly (needs: bcmath, brick/math).
declare(strict_types=1);

require 'vendor/autoload.php';

use Brick\Math\BigDecimal;
use Brick\Math\BigInteger;
use Brick\Math\BigRational;
use Brick\Math\Exception\MathException;
use Brick\Math\Exception\RoundingNecessaryException;
use Brick\Math\RoundingMode;

printf("floats: %.20f, bcmath: %s\n", 0.1 + 0.2, bcadd('0.1', '0.2', 2));
echo '2^200 = ', bcpow('2', '200'), "\n√2 = ", bcsqrt('2', 40), "\n";
echo 'mod: ', bcpowmod('3', '1000000000000000000', '1000000007'), ' compare: ', bccomp('1.00001', '1', 4), bccomp('1.00001', '1', 5), "\n";

$balance = BigDecimal::of('1000.00');
foreach (range(1, 10) as $year) {
    $balance = $balance->multipliedBy('1.0325')->toScale(2, RoundingMode::HALF_UP);
}
echo "after ten years: $balance\n";

foreach (['HALF_UP' => RoundingMode::HALF_UP, 'HALF_EVEN' => RoundingMode::HALF_EVEN, 'DOWN' => RoundingMode::DOWN] as $name => $mode) {
    echo str_pad($name, 10), BigDecimal::of('2.665')->toScale(2, $mode), ' ', BigDecimal::of('-2.675')->toScale(2, $mode), "\n";
}
try {
    BigDecimal::one()->dividedBy(3, 5);
} catch (RoundingNecessaryException $e) {
    echo 'inexact: ', $e::class, "\n";
}
try {
    BigInteger::of('zwölf');
} catch (MathException $e) {
    echo 'no number: ', (new ReflectionClass($e))->getShortName(), "\n";
}

function factorial(int $n): BigInteger
{
    return $n < 2 ? BigInteger::one() : factorial($n - 1)->multipliedBy($n);
}

echo '50! = ', factorial(50), ', digits of 300!: ', strlen((string) factorial(300)), "\n";
echo 'base 36: ', BigInteger::of('123456789012345678901234567890')->toBase(36), ' back: ', BigInteger::fromBase('7b', 16), "\n";
echo 'gcd: ', BigInteger::of('1071')->gcd(462), ', inverse: ', BigInteger::of(17)->modInverse(BigInteger::of(3120)), ', bits: ', BigInteger::of(10)->power(30)->getBitLength(), "\n";

$harmonic = array_reduce(range(1, 20), fn (BigRational $sum, int $n) => $sum->plus(BigRational::nd(1, $n)), BigRational::zero());
echo "H20 = {$harmonic->simplified()} ≈ {$harmonic->toScale(10, RoundingMode::HALF_UP)}\n";

/** Splits an amount among shares without losing a cent. */
function allocate(BigDecimal $amount, int ...$shares): array
{
    $cents = $amount->multipliedBy(100)->toBigInteger();
    $parts = array_map(fn (int $share) => $cents->multipliedBy($share)->quotient(array_sum($shares)), $shares);
    $rest = array_reduce($parts, fn (BigInteger $left, BigInteger $part) => $left->minus($part), $cents)->toInt();
    return array_map(fn (int $i, BigInteger $part) => (string) BigDecimal::ofUnscaledValue($part->plus($i < $rest ? 1 : 0), 2), array_keys($parts), $parts);
}

echo 'split: ', implode(' + ', allocate(BigDecimal::of('100.00'), 1, 1, 1)), ' | ', implode(' + ', allocate(BigDecimal::of('0.05'), 3, 7)), "\n";
echo number_format(1234567.891, 2, ',', '.'), ' ', PHP_INT_MAX + 1 === (float) PHP_INT_MAX, ' ', intdiv(-7, 2), ' ', -7 % 3, ' ', fmod(7.5, 2), "\n";
