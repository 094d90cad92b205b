import greeting;
import std.stdio : writeln;

void main()
{
    writeln(greetingFrom("zwei Dateien"));
}
