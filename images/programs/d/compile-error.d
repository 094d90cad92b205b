import std.stdio;

void main()
{
    int answer = "forty-two";
    writeln(answer);
}
