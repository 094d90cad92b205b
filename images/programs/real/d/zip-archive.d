// Packs files into a zip archive in memory and in a file, reads it back and checks sums, sizes and dates; needs only Phobos (std.zip).
import std.algorithm : map, sort, startsWith;
import std.array : array;
import std.datetime : DateTime, SysTime, SysTimeToDosFileTime, UTC;
import std.digest.crc : crc32Of;
import std.file : exists, getSize, read, remove, write;
import std.format : format;
import std.range : repeat;
import std.stdio : writefln, writeln;
import std.string : representation;
import std.zip;

ArchiveMember member(string name, string text, CompressionMethod method)
{
    auto m = new ArchiveMember;
    m.name = name;
    m.expandedData(text.dup.representation);
    m.compressionMethod = method;
    m.time = SysTimeToDosFileTime(SysTime(DateTime(2024, 2, 29, 12, 30, 4)));
    m.comment = "von Hand";
    return m;
}

void main()
{
    auto archive = new ZipArchive;
    archive.comment = "Prüfung";
    string big;
    foreach (i; 0 .. 2000)
        big ~= format!"Zeile %d\n"(i);
    archive.addMember(member("liesmich.txt", "Grüße, 世界\n", CompressionMethod.none));
    archive.addMember(member("daten/groß.txt", big, CompressionMethod.deflate));
    archive.addMember(member("leer", "", CompressionMethod.none));
    write("paket.zip", archive.build());
    scope (exit)
        remove("paket.zip");

    auto bytes = cast(ubyte[]) read("paket.zip");
    writefln!"magic %(%02x %), smaller than the text: %s"(bytes[0 .. 4], getSize("paket.zip") < big.length);
    auto back = new ZipArchive(bytes);
    writeln("comment ", back.comment, ", entries ", back.directory.length);
    foreach (name; back.directory.keys.sort)
    {
        auto m = back.directory[name];
        const data = back.expand(m);
        const sum = data.crc32Of;
        writefln!"%-15s %5d bytes, crc %08x %s, method %s, comment %s"(name, data.length, m.crc32,
                sum == [m.crc32 & 255, m.crc32 >> 8 & 255, m.crc32 >> 16 & 255, m.crc32 >> 24] ? "right" : "wrong", m.compressionMethod, m.comment);
    }
    writeln("date ", DosFileTimeToSysTimeText(back.directory["leer"].time));
    back.deleteMember(back.directory["leer"]);
    writeln("after deleting: ", new ZipArchive(back.build()).directory.keys.sort);

    bytes[$ - 10] ^= 0x55; // in the length of the comment
    try
        writeln(new ZipArchive(bytes).directory.length);
    catch (ZipException error)
        writeln("a broken archive is an error");
}

string DosFileTimeToSysTimeText(uint time)
{
    import std.datetime : DosFileTimeToSysTime;

    return (cast(DateTime) DosFileTimeToSysTime(time)).toISOExtString;
}
