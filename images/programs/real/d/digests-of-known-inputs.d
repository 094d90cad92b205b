// Digests of known inputs against published values, in one piece, in parts and of a file; HMAC and others; needs only Phobos.
import std.ascii : LetterCase;
import std.digest;
import std.digest.crc;
import std.digest.hmac;
import std.digest.md;
import std.digest.murmurhash;
import std.digest.ripemd;
import std.digest.sha;
import std.file : remove;
import std.meta : AliasSeq;
import std.range : repeat, take;
import std.stdio : File, writeln;
import std.string : representation;

string hex(T)(T bytes)
{
    return bytes.toHexString!(LetterCase.lower).idup;
}

void main()
{
    writeln("md5     ", md5Of("The quick brown fox jumps over the lazy dog").hex);
    writeln("sha1    ", sha1Of("abc").hex);
    writeln("sha256  ", sha256Of("").hex);
    writeln("sha256  ", sha256Of("Grüße ✓").hex);
    writeln("sha512  ", sha512Of("abc").hex);
    writeln("ripemd  ", ripemd160Of("").hex);
    writeln("crc32   ", crc32Of("123456789").crcHexString, ", crc64 ", crc64ECMAOf("123456789").crcHexString);
    writeln("murmur  ", digest!(MurmurHash3!32)("").hex);
    writeln("hmac    ", "what do ya want for nothing?".representation.hmac!SHA256("Jefe".representation).hex);

    SHA256 sha;
    foreach (_; 0 .. 1000)
        sha.put('a'.repeat.take(1000).representation1000);
    writeln("million ", sha.finish.hex);

    {
        auto file = File("bytes.bin", "wb");
        foreach (i; 0 .. 70_000)
            file.rawWrite([cast(ubyte) i]);
    }
    scope (exit)
        remove("bytes.bin");
    ubyte[] all;
    SHA1 parts;
    foreach (chunk; File("bytes.bin").byChunk(4096))
    {
        parts.put(chunk);
        all ~= chunk;
    }
    writeln("a file in parts: ", parts.finish == sha1Of(all), ", ", all.length, " bytes");

    Digest[] digests;
    static foreach (T; AliasSeq!(MD5Digest, SHA1Digest, SHA256Digest, SHA512Digest))
        digests ~= new T;
    foreach (d; digests)
        writeln(d.length, " bytes, starts with ", d.digest("x").hex[0 .. 8]);
    writeln("equal in constant time: ", secureEqual(sha1Of("a")[], sha1Of("a")[]), " ", secureEqual(sha1Of("a")[], sha1Of("b")[]));
}

ubyte[] representation1000(R)(R range)
{
    import std.algorithm : map;
    import std.array : array;

    return range.map!(c => cast(ubyte) c).array;
}
