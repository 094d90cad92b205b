// Compresses and expands with zlib's and gzip's headers, in one piece and in chunks, and takes a broken stream; needs Phobos (std.zlib).
import std.algorithm : equal, joiner, map;
import std.array : appender, array, join;
import std.digest.crc : crc32Of, CRC32;
import std.file : remove;
import std.format : format;
import std.range : chunks, iota;
import std.stdio : File, toFile, writefln, writeln;
import std.string : representation;
import std.zlib;

void main()
{
    const text = iota(5000).map!(i => format!"%d: Äpfel und Birnen, %d Stück\n"(i, i * i % 97)).join;
    const packed = compress(text.representation, 9);
    writeln("smaller than a third: ", packed.length * 3 < text.length, ", equal after expanding: ", cast(string) uncompress(packed) == text);
    writefln!"header %02x, checksums %08x %08x"(packed[0], adler32(1, cast(ubyte[]) "Wikipedia"), crc32(0, cast(ubyte[]) "123456789"));

    // A gzip file written and read in pieces.
    {
        auto file = File("text.gz", "wb");
        auto packer = new Compress(6, HeaderFormat.gzip);
        foreach (piece; text.representation.chunks(1000))
            file.rawWrite(cast(const ubyte[]) packer.compress(piece));
        file.rawWrite(cast(const ubyte[]) packer.flush());
    }
    scope (exit)
        remove("text.gz");
    auto expander = new UnCompress(HeaderFormat.determineFromData);
    CRC32 sum;
    size_t length;
    ubyte[] head;
    auto whole = appender!(ubyte[]);
    foreach (chunk; File("text.gz", "rb").byChunk(777))
    {
        if (head.length == 0)
            head = chunk[0 .. 3].dup;
        auto piece = cast(const(ubyte)[]) expander.uncompress(chunk.dup);
        sum.put(piece);
        length += piece.length;
        whole.put(piece);
    }
    auto rest = cast(const(ubyte)[]) expander.flush();
    sum.put(rest);
    whole.put(rest);
    writefln!"gzip magic %(%02x%), %d bytes of %d, same sum %s, same text %s"(head, length + rest.length, text.length,
            sum.finish == crc32Of(text), whole[] == text.representation);

    auto broken = packed.dup;
    broken[$ - 1] ^= 1;
    foreach (bad; [broken, cast(ubyte[]) "no stream at all".dup])
        try
        {
            uncompress(bad);
            writeln("expanded?");
        }
        catch (ZlibException error)
            writeln("error: ", error.msg);
}
