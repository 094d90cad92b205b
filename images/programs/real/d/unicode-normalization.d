// Graphemes, normalization, case and sorting of text in many scripts; needs only Phobos (std.uni, std.utf).
import std.algorithm : count, equal, filter, isPermutation, map, reverse, sort;
import std.array : array, join;
import std.conv : text, to;
import std.range : retro, walkLength;
import std.stdio : writefln, writeln;
import std.string : leftJustify, representation;
import std.uni;
import std.utf;

string reversed(string s)
{
    return s.byGrapheme.array.retro.byCodePoint.text;
}

void main()
{
    foreach (s; ["Grüße", "noe\u0308l", "Привет", "한국어", "👩‍👩‍👧"])
        writefln!"%2d bytes %2d UTF-16 %2d points %2d graphemes  %s"(s.length, s.toUTF16.length, s.walkLength, s.byGrapheme.walkLength, s);

    writeln("reversed: ", "noe\u0308l".reversed.normalize!NFC, " ", "😀é".reversed);
    enum composed = "\u00e9", decomposed = "e\u0301";
    writeln(composed == decomposed, " ", composed.normalize!NFD == decomposed, " ", decomposed.normalize!NFC == composed);
    writeln("ﬁ ① ｱ ½".normalize!NFKC, " ", "한".normalize!NFD.walkLength, " ", "\u1e9b\u0323".normalize!NFKD.walkLength);

    writeln("straße ÄÖ ς ǆ".toUpper, " ", "ÀÉ İ".toLower.walkLength, " ", "ΑΣ".toLower);
    writeln(icmp("Rußland", "Russland"), " ", sicmp("ÄRGER", "ärger"), " ", icmp("a", "B") < 0);

    // Without accents, then by code point.
    static string key(string s)
    {
        return s.normalize!NFD.filter!(c => !isMark(c)).map!(c => std.uni.toLower(c)).text;
    }

    auto words = ["Zebra", "Äpfel", "apfel", "Öl", "Ober", "Éclair", "eben", "Ångström"];
    words.sort!((a, b) => key(a) < key(b) || key(a) == key(b) && a < b);
    writeln(words.join(" "));

    foreach (dchar c; "aЖ9Ⅳ ٣\u0301€\u200b")
        writef4(c);
    auto greek = unicode.Greek & unicode.Uppercase_Letter;
    writeln("capitals: ", "ΑβΓδ".filter!(c => greek[c]), ", letters that are not Latin: ", "aяb字".count!(c => unicode.L[c] && !unicode.Latin[c]));

    foreach (broken; ["a\xffb", "\xe2\x82"])
    {
        try
            validate(broken);
        catch (UTFException error)
            writeln("invalid UTF-8, replaced: ", broken.byUTF!dchar.text);
    }
    writeln("é€😀"w.length, " ", "é€😀"d.length, " ", "é€😀".toUTF16.representation.map!(u => u.to!string(16)), " ", "é€😀".toUTFindex(2));
}

void writef4(dchar c)
{
    writefln!"U+%04X alpha %d, number %d, white %d, mark %d, symbol %d, format %d"(c, isAlpha(c), isNumber(c), isWhite(c), isMark(c), isSymbol(c), isFormat(c));
}
