import std.stdio;

void main()
{
    foreach (stream; [stdout, stderr])
        foreach (i; 0 .. 32_768)
            stream.writeln("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde");
}
