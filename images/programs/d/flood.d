import std.stdio;

void main()
{
    foreach (i; 0 .. 32_768)
        writeln("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde");
}
