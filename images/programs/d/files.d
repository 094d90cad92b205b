import std.array : array;
import std.stdio : File, writeln;

void main()
{
    const lines = File("{{input}}").byLineCopy.array;
    writeln(lines.length, " ", lines[0]);
    File("{{file}}", "w").writeln("written: ", lines[0]);
}
