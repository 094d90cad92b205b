// Random numbers with a fixed sequence (Mersenne Twister and others), shuffles and samples as properties; needs only Phobos (std.random).
import std.algorithm : all, canFind, count, isPermutation, map, maxElement, minElement, sort, sum;
import std.array : array;
import std.math : abs, cos, log, PI, sqrt;
import std.mathspecial : normalDistribution;
import std.random;
import std.range : drop, generate, iota, take;
import std.stdio : writefln, writeln;

void main()
{
    // The 10000th numbers of the engines are published.
    writeln(Mt19937(5489).drop(9999).front, " ", Mt19937_64(5489).drop(9999).front, " ", MinstdRand0(1).drop(9999).front, " ", MinstdRand(1).drop(9999).front);

    auto random = Mt19937(2024);
    auto copy = random.save;
    writeln("first numbers: ", random.take(3), ", the copy gives the same: ", copy.front == Mt19937(2024).front);

    int inside;
    enum throws = 200_000;
    foreach (_; 0 .. throws)
    {
        const x = random.front / 4294967296.0;
        random.popFront;
        const y = random.front / 4294967296.0;
        random.popFront;
        inside += x * x + y * y < 1;
    }
    writeln("pi within 0.01: ", abs(4.0 * inside / throws - PI) < 0.01);

    int[int] dice;
    foreach (_; 0 .. 36_000)
        dice[uniform(1, 7, random) + uniform!"[]"(1, 6, random)]++;
    writeln("sums ", dice.keys.minElement, " to ", dice.keys.maxElement, ", sevens are a sixth: ", abs(dice[7] / 36_000.0 - 1 / 6.0) < 0.01);

    auto normal = generate!(() => sqrt(-2 * log(1 - uniform01(random))) * cos(2 * PI * uniform01(random))).take(20_000).array;
    const mean = normal.sum / normal.length;
    writeln("normal numbers: ", abs(mean) < 0.03, " ", abs(sqrt(normal.map!(x => (x - mean) ^^ 2).sum / normal.length) - 1) < 0.03, " ",
            abs(normal.count!(x => x < 1) / 20_000.0 - normalDistribution(1)) < 0.02);

    auto deck = iota(52).array;
    deck.randomShuffle(random);
    writeln("shuffled: ", deck != iota(52).array, " ", deck.isPermutation(iota(52)));
    auto sample = randomSample(iota(1000), 10, random).array;
    writeln("sample: ", sample.length, " ", sample.dup.sort.array == sample, " ", sample.all!(n => n < 1000));
    auto cover = randomCover(iota(20), random).array;
    writeln("cover: ", cover.isPermutation(iota(20)));
    int[3] hits;
    foreach (_; 0 .. 4000)
        hits[dice3(random)]++;
    writeln("loaded die: ", hits[1] == 0, " ", hits[2] > 2 * hits[0], " ", hits[].sum);
    writeln("choice: ", [1, 2, 3].canFind([1, 2, 3].choice(random)), ", letters: ", iota(100).all!(_ => uniform('a', 'd', random) < 'd'));
    writeln("unpredictable seeds differ: ", unpredictableSeed != unpredictableSeed || unpredictableSeed != unpredictableSeed);
}

size_t dice3(ref Mt19937 random)
{
    import std.random : dice;

    return random.dice(25, 0, 75);
}
