// Threads that share nothing and talk by messages: workers, a bank as an actor, time limits and ends; needs threads (std.concurrency).
import core.time : msecs, seconds;
import std.algorithm : map, sort, sum;
import std.array : array;
import std.concurrency;
import std.exception : assumeUnique;
import std.range : iota;
import std.stdio : writeln;
import std.string : toUpper;
import std.variant : Variant;

struct Deposit
{
    string owner;
    int amount;
}

struct Query
{
    string owner;
}

void bank()
{
    int[string] balances;
    for (bool open = true; open;)
        receive(
            (Deposit d) { balances[d.owner] = balances.get(d.owner, 0) + d.amount; },
            (Tid asker, Query q) { send(asker, q.owner, balances.get(q.owner, 0)); },
            (OwnerTerminated _) { open = false; },
            (string word) { open = word != "close"; },
            (Variant other) { send(ownerTid, "no such message: " ~ other.type.toString); });
    send(ownerTid, balances.length);
}

void worker(int number)
{
    long total;
    for (bool more = true; more;)
        receive((immutable(int)[] numbers) { total += numbers.map!(n => n * n).sum; }, (bool) { more = false; });
    send(ownerTid, number, total);
}

void brief()
{
    ownerTid.send(1.5);
}

void main()
{
    Tid[] workers = iota(3).map!(i => spawn(&worker, i)).array;
    foreach (block; 0 .. 30)
    {
        auto numbers = iota(block * 10, block * 10 + 10).array;
        workers[block % 3].send(assumeUnique(numbers));
    }
    foreach (tid; workers)
        tid.send(true);
    long[3] totals;
    foreach (_; workers)
        receive((int number, long total) { totals[number] = total; });
    writeln(totals, " together ", totals[].sum);

    auto account = spawn(&bank);
    foreach (i; 1 .. 101)
        account.send(Deposit(i % 2 ? "Zoë" : "Jürg", i));
    account.send(thisTid, Query("Zoë"));
    account.send(thisTid, Query("niemand"));
    foreach (_; 0 .. 2)
        receive((string owner, int amount) { writeln(owner, ": ", amount); });
    account.send(3.5f);
    writeln(receiveOnly!string);
    account.send("close");
    writeln("accounts: ", receiveOnly!ulong);

    writeln("nothing within the time: ", !receiveTimeout(10.msecs, (string _) {}));
    auto linked = spawnLinked(&brief);
    writeln("last words: ", receiveOnly!double);
    try
        receiveOnly!int;
    catch (LinkTerminated end)
        writeln("the linked thread has ended: ", end.tid == linked);

    thisTid.send("later");
    thisTid.prioritySend("first");
    writeln(receiveOnly!string);
    register("main", thisTid);
    locate("main").send(receiveOnly!string.toUpper);
    writeln(receiveOnly!string);
}
