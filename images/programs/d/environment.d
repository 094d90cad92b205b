import std.algorithm : canFind, splitter;
import std.file : exists, tempDir;
import std.path : buildPath, buildNormalizedPath, expandTilde;
import std.process : environment, execute;
import std.stdio : writeln;

void line(string name, string problem)
{
    writeln(name, " ", problem.length ? problem : "ok");
}

string path()
{
    const declared = environment.get("PATH", "");
    const found = declared.splitter(":").canFind!(directory => directory.buildPath("ldc2").exists);
    return found && execute(["ldc2", "--version"]).status == 0 ? null : "is '" ~ declared ~ "', which does not lead to ldc2";
}

string home()
{
    const declared = environment.get("HOME", "");
    const seen = expandTilde("~");
    return seen == declared ? null : "is '" ~ declared ~ "', and ~ is " ~ seen;
}

string tmpdir()
{
    // The library takes the first directory that exists of several variables and /tmp: only TMPDIR's own can equal it.
    const declared = environment.get("TMPDIR", "");
    const used = tempDir().buildNormalizedPath;
    return used == declared ? null : "is '" ~ declared ~ "', and files go to " ~ used;
}

void main()
{
    line("PATH", path());
    line("HOME", home());
    line("TMPDIR", tmpdir());
}
