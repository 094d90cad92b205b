// The order in which things begin and end: module constructors, scope guards, destructors, reference counts, exit handlers; needs druntime.
import core.memory : GC;
import core.stdc.stdio : fflush, printf, stdout;
import core.stdc.stdlib : atexit;
import std.algorithm : move, swap;
import std.stdio : writeln;
import std.typecons : RefCounted, scoped;

string[] log;

extern (C) void atEnd()
{
    printf("exit handler\n");
    fflush(stdout);
}

shared static this() { atexit(&atEnd); }
static this() { log ~= "module begins"; }
static ~this() { writeln("module ends"); }

struct Resource
{
    string name;
    @disable this(this);
    this(string name) { this.name = name; log ~= "+" ~ name; }
    ~this() { if (name.length) log ~= "-" ~ name; }
}

class Node
{
    Node next;
    static int ended;
    ~this() { ended++; }
}

int guarded(bool fail)
{
    scope (exit) log ~= "exit";
    scope (success) log ~= "success";
    scope (failure) log ~= "failure";
    auto r = Resource("r");
    if (fail)
        throw new Exception("x");
    return 1;
}

void consume(Resource resource) { log ~= "consumed " ~ resource.name; }

void main()
{
    guarded(false);
    try
        guarded(true);
    catch (Exception)
        log ~= "caught";
    {
        auto a = Resource("a"), b = Resource("b");
        swap(a, b);
        consume(move(a));
        log ~= "after";
    }
    writeln(log);

    auto first = RefCounted!int(7);
    {
        auto second = first;
        second.refCountedPayload = 8;
        writeln("count ", first.refCountedStore.refCount, ", value ", first.refCountedPayload);
    }
    writeln("count ", first.refCountedStore.refCount);
    {
        auto node = scoped!Node;
        node.next = null;
    }
    destroy(new Node);
    writeln("ended: ", Node.ended);

    Node head;
    foreach (_; 0 .. 100_000)
    {
        auto node = new Node;
        node.next = head;
        head = node;
    }
    GC.collect;
    int length;
    for (auto node = head; node; node = node.next)
        length++;
    writeln("kept by the collector: ", length, ", memory is in use: ", GC.stats.usedSize > 0, ", collections ran: ", GC.profileStats.numCollections > 0);
}
