// Makes a tree in a temporary directory, walks, sorts, copies, links and removes it, and takes paths apart; needs TMPDIR.
import std.algorithm : filter, map, sort, sum;
import std.array : array, join, replace;
import std.file;
import std.path;
import std.process : environment, thisProcessID;
import std.stdio : File, writefln, writeln;
import std.conv : octal, text;

void main()
{
    const root = buildPath(tempDir, text("walk-", thisProcessID));
    mkdirRecurse(root.buildPath("写真", "alt"));
    scope (exit)
        if (root.exists)
            rmdirRecurse(root);
    string shown(string path)
    {
        return path.relativePath(root);
    }

    foreach (name, size; ["a.txt": 10, "größe.txt": 200, ".hidden": 3, "写真/猫.jpg": 4000, "写真/alt/x.jpg": 50_000, "写真/alt/y.txt": 1])
        write(root.buildPath(name), new ubyte[size]);
    symlink("a.txt", root.buildPath("link.txt"));

    foreach (entry; dirEntries(root, SpanMode.breadth, false).array.sort!((a, b) => a.name < b.name))
        writefln!"%-16s %s %s"(shown(entry.name), entry.isSymlink ? "link" : entry.isDir ? "dir" : "file", entry.isDir || entry.isSymlink ? 0 : entry.size);
    writeln("*.{txt,jpg}: ", dirEntries(root, "*.{txt,jpg}", SpanMode.depth).map!(e => shown(e.name)).array.sort);
    writeln("bytes: ", dirEntries(root, SpanMode.depth, false).filter!(e => e.isFile && !e.isSymlink).map!(e => e.size).sum);

    const a = root.buildPath("a.txt"), b = root.buildPath("b.txt");
    write(a, "eins\n");
    append(a, "zwei ✓\n");
    copy(a, b);
    rename(b, root.buildPath("c.txt"));
    writeln(readText(root.buildPath("c.txt")).replace("\n", "|"), " ", b.exists, " ", readLink(root.buildPath("link.txt")), " ", readText(root.buildPath("link.txt")).length);
    setAttributes(a, octal!600);
    writefln!"mode %o, absolute from here: %s"(getAttributes(a) & octal!777, absolutePath("x") == buildPath(getcwd, "x"));
    chdir(root);
    writeln("relative: ", "写真/猫.jpg".exists, " ", baseName(getcwd) == baseName(root));
    chdir("/");

    foreach (action; ["remove", "rmdir", "readText", "mkdir"])
        try
        {
            final switch (action)
            {
            case "remove": remove(root.buildPath("missing")); break;
            case "rmdir": rmdir(root.buildPath("写真")); break;
            case "readText": readText(root.buildPath("no/such")); break;
            case "mkdir": mkdir(root); break;
            }
        }
        catch (FileException error)
            writeln(action, ": errno ", error.errno);

    const path = "/home/jörg/../anna/notes.tar.gz";
    writeln([baseName(path), dirName(path), extension(path), stripExtension(baseName(path)), buildNormalizedPath(path), setExtension(path, "zip").baseName].join(" "));
    writeln(pathSplitter("/a/b//c").array, " ", isAbsolute(path), " ", globMatch("foo.d", "*.[cd]"), " ", relativePath("/a/b/c", "/a/x"), " ", isValidFilename("a/b"));
    rmdirRecurse(root);
    writeln("left: ", root.exists, ", HOME is a directory: ", environment["HOME"].isDir);
}
