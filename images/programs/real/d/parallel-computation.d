// Divides work among the threads of a pool: loops, maps, reductions, tasks and shared state; needs threads (std.parallelism).
import core.atomic : atomicLoad, atomicOp;
import core.sync.barrier : Barrier;
import core.sync.condition : Condition;
import core.sync.mutex : Mutex;
import core.sync.semaphore : Semaphore;
import core.thread : Thread;
import std.algorithm : equal, filter, isSorted, map, max, sort, sum;
import std.array : array;
import std.math : isClose, PI;
import std.parallelism;
import std.range : iota;
import std.stdio : writeln;

int isPrime(int n)
{
    for (int d = 2; d * d <= n; d++)
        if (n % d == 0)
            return 0;
    return n > 1;
}

int triple(int n)
{
    return n * 3;
}

void quicksort(T)(T[] list, TaskPool pool)
{
    if (list.length < 2000)
        return cast(void) list.sort;
    const pivot = list[$ / 2];
    size_t i, j = list.length - 1;
    for (;; i++, j--)
    {
        while (list[i] < pivot)
            i++;
        while (pivot < list[j])
            j--;
        if (i >= j)
            break;
        const saved = list[i];
        list[i] = list[j];
        list[j] = saved;
    }
    auto left = scopedTask!(quicksort!T)(list[0 .. j + 1], pool);
    pool.put(left);
    quicksort(list[j + 1 .. $], pool);
    left.yieldForce;
}

void main()
{
    auto pool = new TaskPool(3);
    scope (exit)
        pool.finish(true);

    auto squares = new long[1000];
    foreach (i, ref square; pool.parallel(squares, 50))
        square = i * i;
    writeln("sum of squares ", pool.reduce!"a + b"(squares));
    writeln("primes below 100000: ", pool.reduce!"a + b"(0, pool.amap!isPrime(iota(100_000).array)));
    enum n = 1_000_000;
    writeln("pi by the midpoint rule: ", isClose(pool.reduce!"a + b"(iota(n).map!(i => 4 / (1 + ((i + 0.5) / n) ^^ 2) / n)), PI, 1e-10));

    auto numbers = new uint[50_000];
    uint state = 1;
    foreach (ref number; numbers)
        number = state = state * 1_664_525u + 1_013_904_223u;
    auto expected = numbers.dup.sort.array;
    quicksort(numbers, pool);
    writeln("sorted: ", numbers == expected);

    auto slow = task!((int a, int b) => a * b)(6, 7);
    slow.executeInNewThread;
    writeln("task: ", slow.yieldForce);
    auto failing = task(() { if (numbers.length) throw new Exception("aus dem Faden"); return 1; });
    pool.put(failing);
    try
        failing.yieldForce;
    catch (Exception error)
        writeln("caught: ", error.msg);

    shared int counter;
    int guarded;
    auto mutex = new Mutex, ready = new Semaphore, barrier = new Barrier(4);
    Thread[] threads;
    foreach (_; 0 .. 4)
        threads ~= new Thread({
            barrier.wait;
            foreach (k; 0 .. 1000)
            {
                atomicOp!"+="(counter, 1);
                synchronized (mutex)
                    guarded++;
            }
            ready.notify;
        }).start;
    foreach (_; 0 .. 4)
        ready.wait;
    foreach (thread; threads)
        thread.join;
    writeln("counters: ", counter.atomicLoad, " ", guarded);
    writeln("lazy map: ", pool.map!triple(iota(10), 4).filter!(i => i % 2 == 0));
}
