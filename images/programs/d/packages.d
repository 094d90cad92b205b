{{imports}}

void main()
{
    import std.stdio : writeln;

    writeln("imported");
}
