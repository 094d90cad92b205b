// Big integers: factorials, Fibonacci numbers, modular powers, a small RSA and digits of pi; needs only Phobos (std.bigint).
import std.algorithm : fold, map, sum;
import std.array : appender, replicate;
import std.bigint;
import std.conv : ConvException, to;
import std.format : format;
import std.range : iota, recurrence, take;
import std.stdio : writefln, writeln;

BigInt gcd(BigInt a, BigInt b)
{
    return b == 0 ? a : gcd(b, a % b);
}

// The inverse of a modulo m by the extended Euclidean algorithm.
BigInt inverse(BigInt a, BigInt m)
{
    BigInt r0 = m, r1 = a % m, t0 = 0, t1 = 1;
    while (r1 != 0)
    {
        auto q = r0 / r1;
        auto r2 = r0 - q * r1, t2 = t0 - q * t1;
        r0 = r1, r1 = r2, t0 = t1, t1 = t2;
    }
    return t0 < 0 ? t0 + m : t0;
}

bool probablyPrime(BigInt n)
{
    foreach (witness; [2, 3, 5, 7, 11, 13])
        if (powmod(BigInt(witness), n - 1, n) != 1)
            return false;
    return true;
}

// Digits of pi, one after the other, by Gibbons' spigot.
string piDigits(int count)
{
    auto digits = appender!string;
    BigInt q = 1, r = 0, t = 1, k = 1, n = 3, l = 3;
    while (digits[].length < count)
        if (4 * q + r - t < n * t)
        {
            digits ~= n.toDecimalString;
            auto next = 10 * (r - n * t);
            n = 10 * (3 * q + r) / t - 10 * n;
            q *= 10;
            r = next;
        }
        else
        {
            auto next = (2 * q + r) * l;
            n = (q * (7 * k) + 2 + r * l) / (t * l);
            q *= k;
            t *= l;
            l += 2;
            k += 1;
            r = next;
        }
    return digits[];
}

void main()
{
    auto factorial = iota(1, 51).map!(i => BigInt(i)).fold!((a, b) => a * b);
    writeln("50! = ", factorial);
    auto f = recurrence!((a, n) => a[n - 1] + a[n - 2])(BigInt(0), BigInt(1));
    writeln("F(300) = ", f.take(301).fold!((a, b) => b));
    writeln("2^200 = ", BigInt(2) ^^ 200, ", in hex ", (BigInt(2) ^^ 70 - 1).toHex);
    writeln("digits of 3^1000: ", (BigInt(3) ^^ 1000).toDecimalString.length, ", their sum ", (BigInt(3) ^^ 1000).toDecimalString.map!(c => c - '0').sum);

    auto p = BigInt("1000000007"), q = BigInt("998244353"), e = BigInt(65537);
    auto n = p * q, d = inverse(e, (p - 1) * (q - 1));
    auto secret = powmod(BigInt("123456789012345"), e, n);
    writeln("RSA gives back ", powmod(secret, d, n), ", and hides it: ", secret != BigInt("123456789012345"));
    writeln("2^127 - 1 prime: ", probablyPrime(BigInt(2) ^^ 127 - 1), ", 2^129 - 1: ", probablyPrime(BigInt(2) ^^ 129 - 1));
    writeln("gcd ", gcd(factorial, BigInt(2) ^^ 60 * 3 ^^ 5), ", ", BigInt(-17) / 5, " ", BigInt(-17) % 5, ", sorted: ", BigInt("0xff") < BigInt("1_000"));
    writeln("pi ", piDigits(60));
    writefln!"%d | %30d | %x"(BigInt("-1_234_567_890_123_456_789"), BigInt(10) ^^ 20, BigInt(255));
    writeln((BigInt(2) ^^ 40).to!long, " ", BigInt(2) ^^ 70 > long.max, " ", (BigInt(2) ^^ 70).toLong == long.max);
    try
        writeln(BigInt("12x4"));
    catch (ConvException error)
        writeln("12x4 is no number");
}
