import std.stdio;

void main()
{
    ubyte[][] memory;
    foreach (i; 0 .. 256)
    {
        auto block = new ubyte[16 << 20];
        block[] = 1;
        memory ~= block;
    }
    writeln("no limit");
}
