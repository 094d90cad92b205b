import std.array : appender, split;
import std.digest : toHexString, LetterCase;
import std.file : getcwd, readLink, write;
import std.process : execute;
import std.stdio : stderr, stdin, writeln;
import std.string : representation;

void show(string key, lazy string value)
{
    try
        writeln(key, " ", value);
    catch (Exception e)
        writeln(key, " ! ", e.msg);
}

string hex(const(ubyte)[] bytes)
{
    return toHexString!(LetterCase.lower)(bytes);
}

// Files of /proc have no size, so they are read until their end.
string content(string path)
{
    import std.stdio : File;

    auto bytes = appender!(ubyte[]);
    foreach (chunk; File(path, "rb").byChunk(65_536))
        bytes ~= chunk;
    return hex(bytes[]);
}

size_t inputLength()
{
    size_t count;
    foreach (chunk; stdin.byChunk(65_536))
        count += chunk.length;
    return count;
}

// "LDC - the LLVM D compiler (1.40.0):"
string compilerVersion()
{
    const text = execute(["ldc2", "--version"]).output;
    return text.split("(")[1].split(")")[0];
}

int main()
{
    import std.conv : to;

    show("environ", content("/proc/self/environ"));
    show("status", content("/proc/self/status"));
    show("cwd", hex(getcwd().representation));
    show("mntns", readLink("/proc/self/ns/mnt"));
    show("nonce", content("{{nonce}}"));
    show("stdin", inputLength().to!string);
    show("version", compilerVersion());
    writeln("utf8 Grüße, 世界 ✓");

    write("{{file}}", "written by the report\n");
    stderr.writeln("Überlauf ✓");
    return 3;
}
