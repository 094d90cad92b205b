// Text in other encodings, Base64, percent escapes, UUIDs and iconv through C; needs Phobos and glibc's gconv modules.
import core.stdc.errno : EILSEQ, EINVAL, errno;
import std.algorithm : map;
import std.array : array, join;
import std.base64 : Base64, Base64Exception, Base64URL, Base64URLNoPadding;
import std.conv : hexString, text, to;
import std.encoding;
import std.format : format;
import std.range : chunks;
import std.stdio : writefln, writeln;
import std.string : assumeUTF, representation, toStringz;
import std.uri : decodeComponent, encode, encodeComponent, URIException;
import std.uuid : md5UUID, parseUUID, randomUUID, sha1UUID, UUID, UUIDParsingException, dnsNamespace;

extern (C) @nogc nothrow
{
    alias Converter = void*;
    Converter iconv_open(const char* to, const char* from);
    size_t iconv(Converter converter, char** input, size_t* left, char** output, size_t* room);
    int iconv_close(Converter converter);
}

ubyte[] convert(string to, string from, const(ubyte)[] bytes)
{
    auto converter = iconv_open(to.toStringz, from.toStringz);
    if (cast(size_t) converter == size_t.max)
        throw new Exception(errno == EINVAL ? "no such encoding" : "iconv_open");
    scope (exit)
        iconv_close(converter);
    auto output = new ubyte[bytes.length * 4 + 16];
    auto input = cast(char*) bytes.ptr, at = cast(char*) output.ptr;
    size_t left = bytes.length, room = output.length;
    if (iconv(converter, &input, &left, &at, &room) == size_t.max || iconv(converter, null, null, &at, &room) == size_t.max)
        throw new Exception(errno == EILSEQ ? "not in that encoding" : "iconv");
    return output[0 .. $ - room];
}

void main()
{
    Latin1String latin;
    transcode("Grüße", latin);
    Windows1252String windows;
    transcode("„5 €“", windows);
    writefln!"%(%02x %) | %(%02x %)"(cast(immutable ubyte[]) latin, cast(immutable ubyte[]) windows);
    string back;
    transcode(windows, back);
    writeln(back, " ", isValid(back), " ", isValid("a\xff"), " ", sanitize("a\xff!"), " ", canEncode!Latin1Char('€'), " ", encodedLength!char('€'));
    auto scheme = EncodingScheme.create("windows-1251");
    const(ubyte)[] russian = [0xcf, 0xf0, 0xe8];
    dstring decoded;
    while (russian.length)
        decoded ~= scheme.decode(russian);
    writeln(scheme, ": ", decoded, ", byte order mark: ", getBOM(cast(ubyte[]) [0xef, 0xbb, 0xbf, 0x41]).schema);

    foreach (name, sample; ["SHIFT_JIS": "日本語"])
        writeln(name, " ", convert(name, "UTF-8", sample.representation).map!(b => format!"%02x"(b)).join(" "));
    foreach (name; ["EUC-KR", "KOI8-R", "ISO-8859-7", "GB18030", "UTF-16LE"])
    {
        const sample = ["EUC-KR": "한국", "KOI8-R": "Привет", "ISO-8859-7": "Αθήνα", "GB18030": "你好😀", "UTF-16LE": "a😀"][name];
        const there = convert(name, "UTF-8", sample.representation);
        writefln!"%-10s %(%02x%) %s"(name, there, convert("UTF-8", name, there).assumeUTF);
    }
    foreach (name; ["ISO-8859-1", "KLINGON"])
        try
            writeln(convert(name, "UTF-8", "5 €".representation));
        catch (Exception error)
            writeln(name, ": ", error.msg);

    foreach (word; ["", "f", "fo", "foo", "Grüße?>"])
        writeln("[", Base64.encode(word.representation), "] [", Base64URL.encode(word.representation), "] [", Base64URLNoPadding.encode(word.representation), "] ",
                Base64.decode(Base64.encode(word.representation)) == word.representation);
    writeln(Base64.encoder("lazily in pieces".representation.chunks(6)).join("+"));
    try
        Base64.decode("Zm9");
    catch (Base64Exception error)
        writeln("a length that is wrong is an error");
    writeln(encode("http://x.example/ä b?q=1&r=ß"), " ", encodeComponent("a/b&c=ü"), " ", decodeComponent("%E2%9C%93%20ok"));
    try
        decodeComponent("%E2%28%A1");
    catch (URIException error)
        writeln("broken escapes are an error");

    writeln(sha1UUID("www.example.com", dnsNamespace), " ", md5UUID("www.example.com", dnsNamespace));
    const id = parseUUID("8AB3060E-2CBA-4F23-b74c-b52db3bdfb46");
    writeln(id, " ", id.uuidVersion, " ", id.variant, " ", UUID.init.empty, " ", randomUUID.uuidVersion, " ", randomUUID != randomUUID);
    writeln(cast(string) hexString!"48 61 6c 6c 6f", " ", "ff".to!int(16), " ", 255.to!string(2), " ", text('ä', 1.5, true));
}
