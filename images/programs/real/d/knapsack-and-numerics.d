// Dynamic programming, Fourier transform, roots, matrices and statistics; needs only Phobos (std.numeric, std.complex, std.math).
import std.algorithm : clamp, count, fold, levenshteinDistance, levenshteinDistanceAndPath, map, max, maxElement, min, minElement, sort, sum, topN;
import std.array : array, join;
import std.complex : abs, complex, Complex, expi;
import std.functional : memoize;
import std.math;
import std.mathspecial : betaIncomplete, gamma, normalDistributionInverse;
import std.numeric : dotProduct, euclideanDistance, fft, findLocalMin, findRoot, gcd, inverseFft, lcm;
import std.range : enumerate, iota, retro, transposed, zip;
import std.stdio : writefln, writeln;

struct Item { string name; int weight, value; }

string[] pack(const Item[] items, int capacity)
{
    auto best = new int[][](items.length + 1, capacity + 1);
    foreach (i, item; items)
        foreach (w; 0 .. capacity + 1)
            best[i + 1][w] = w < item.weight ? best[i][w] : max(best[i][w], best[i][w - item.weight] + item.value);
    string[] names;
    foreach_reverse (i, item; items)
        if (best[i + 1][capacity] != best[i][capacity])
        {
            names ~= item.name;
            capacity -= item.weight;
        }
    return names.retro.array;
}

ulong waysSlow(int amount, size_t kind)
{
    static immutable coins = [1, 2, 5, 10, 20, 50, 100, 200];
    return amount == 0 ? 1 : amount < 0 || kind == coins.length ? 0 : ways(amount - coins[kind], kind) + ways(amount, kind + 1);
}

alias ways = memoize!waysSlow;

// Gauss's elimination with pivots; returns the determinant.
double solve(double[][] a, double[] b)
{
    double determinant = 1;
    foreach (k; 0 .. a.length)
    {
        const pivot = k + a[k .. $].map!(row => fabs(row[k])).array.enumerate.fold!((x, y) => y.value > x.value ? y : x).index;
        if (pivot != k)
        {
            auto row = a[k], rest = b[k];
            a[k] = a[pivot], b[k] = b[pivot];
            a[pivot] = row, b[pivot] = rest;
            determinant = -determinant;
        }
        determinant *= a[k][k];
        foreach (i; k + 1 .. a.length)
        {
            const factor = a[i][k] / a[k][k];
            a[i][k .. $] -= a[k][k .. $] * factor;
            b[i] -= b[k] * factor;
        }
    }
    foreach_reverse (k; 0 .. a.length)
        b[k] = (b[k] - dotProduct(a[k][k + 1 .. $], b[k + 1 .. $])) / a[k][k];
    return determinant;
}

void main()
{
    writeln(pack([Item("Buch", 5, 10), Item("Uhr", 4, 40), Item("Kamera", 6, 30), Item("Ring", 3, 50), Item("Messer", 2, 15), Item("Laptop", 7, 55)], 15));
    writeln("ways to pay 2 €: ", ways(200, 0));
    writeln(levenshteinDistance("intention", "execution"), " ", levenshteinDistance("größe", "grösse"), " ", gcd(84, 126), " ", lcm(4, 6));

    auto signal = iota(64).map!(i => 1 + 3 * sin(2 * PI * 5 * i / 64) + 0.5 * cos(2 * PI * 20 * i / 64)).array;
    auto spectrum = fft(signal);
    foreach (k; 0 .. 33)
        if (abs(spectrum[k]) > 1e-3) // the transform has the precision of float
            writefln!"frequency %2d amplitude %.4f"(k, abs(spectrum[k]) / (k ? 32 : 64));
    writeln("back: ", inverseFft(spectrum).zip(signal).map!(p => abs(p[0] - complex(p[1]))).maxElement < 1e-5);
    writefln!"roots %.9f %.9f"(findRoot((double x) => x * x * x - 2, 1.0, 2.0), findRoot((double x) => cos(x) - x, 0.0, 1.0));
    writefln!"minimum near %.4f"(findLocalMin((double x) => (x - 0.7) ^^ 2 + 1, 0.0, 2.0).x);
    writefln!"complex %.3f %.3f"(complex(1.0, 2.0) * complex(3.0, -1.0), expi(PI / 3));

    double[][] a = [[0, 2, 1], [1, -2, -3], [-1, 1, 2]];
    double[] b = [-8, 0, 3];
    writefln!"determinant %.4f, solution %(%.4f %)"(solve(a, b), b);
    auto matrix = [[1, 2, 3], [4, 5, 6]];
    writeln("transposed ", matrix.dup.transposed.map!array.array, " product ", matrix.map!(r => matrix.map!(s => dotProduct(r, s)).array).array);

    auto data = [4.0, 8, 15, 16, 23, 42];
    const mean = data.sum / data.length;
    writefln!"mean %.3f, deviation %.4f, distance %.4f"(mean, sqrt(data.map!(x => (x - mean) ^^ 2).sum / (data.length - 1)), euclideanDistance([1.0, 2], [4.0, 6]));
    writefln!"%.6f %.6f %.6f"(gamma(5.5), normalDistributionInverse(0.975), betaIncomplete(2.0, 3.0, 0.5));
    writeln([2.5, 3.5, -2.5].map!(x => rint(x)), " ", isNaN(sqrt(-1.0)), " ", 7.0.fmod(3), " ", (-7) / 2, " ", (-7) % 2, " ", nextUp(1.0) - 1 == double.epsilon, " ", isClose(0.1 + 0.2, 0.3));
}
