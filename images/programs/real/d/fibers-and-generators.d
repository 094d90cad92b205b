// Cooperative tasks with fibers, generators and ranges of its own; needs only druntime and Phobos.
import core.thread : Fiber;
import std.algorithm : cartesianProduct, equal, filter, map, reduce;
import std.array : array;
import std.concurrency : Generator, yield;
import std.range;
import std.stdio : writeln;

// Gives every task its turn; returns how many there were.
int schedule(Fiber[] ready)
{
    int turns;
    for (; ready.length; turns++)
    {
        auto fiber = ready.front;
        ready.popFront;
        fiber.call;
        if (fiber.state != Fiber.State.TERM)
            ready ~= fiber;
    }
    return turns;
}

Generator!int inOrder(int[] heap) // of a tree that lies in an array
{
    void visit(size_t at)
    {
        if (at >= heap.length)
            return;
        visit(2 * at + 1);
        yield(heap[at]);
        visit(2 * at + 2);
    }

    return new Generator!int(() => visit(0));
}

struct Collatz
{
    long front;
    bool empty;

    void popFront()
    {
        empty = front == 1;
        front = front % 2 ? 3 * front + 1 : front / 2;
    }
}

static assert(isInputRange!Collatz && isInputRange!(Generator!int));

void main()
{
    string log;
    Fiber task(char id, int count)
    {
        return new Fiber({
            foreach (i; 0 .. count)
            {
                log ~= id;
                Fiber.yield;
            }
            log ~= "/";
        });
    }

    const turns = schedule([task('a', 1), task('b', 2), task('c', 3)]);
    writeln(log, " in ", turns, " turns");
    writeln(inOrder([50, 30, 70, 20, 40, 60, 80]).map!(n => n + 1).filter!(n => n % 3), " ", inOrder([2, 1, 3]).equal([1, 2, 3]));

    auto fibonacci = new Generator!ulong({
        for (ulong a = 0, b = 1;; b += a, a = b - a)
            yield(a);
    });
    writeln(fibonacci.drop(10).stride(5).take(5));
    writeln("from 27: ", Collatz(27).walkLength, " numbers, largest ", reduce!"a > b ? a : b"(Collatz(27)));

    auto failing = new Fiber({ Fiber.yield; throw new Exception("im Faden"); });
    failing.call;
    try
        failing.call;
    catch (Exception error)
        writeln("caught ", error.msg, ", state ", failing.state);

    writeln(cartesianProduct(iota(1, 3), "xy"d).map!(p => [p[0] * 10, p[1] - 'x']), " ", iota(7).evenChunks(3).map!array, " ", generate!(() => 7).take(2));
    writeln(zip("abc", iota(10), recurrence!"a[n-1] * 2"(1)).map!(t => [cast(int) t[0], t[1], t[2]]), " ", chain([1], only(2, 3), 4.repeat(2)).slide(2).map!sum);
}

int sum(R)(R range)
{
    int total;
    foreach (n; range)
        total += n;
    return total;
}
