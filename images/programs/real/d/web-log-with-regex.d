// Analyses a web server's log with regular expressions, named groups, compile-time patterns and replacements; needs only Phobos.
import std.algorithm : map, sort;
import std.array : array, byPair, join, replicate;
import std.conv : to;
import std.regex;
import std.stdio : writefln, writeln;
import std.string : lineSplitter;
import std.typecons : tuple;
import std.uni : toUpper;

enum log = `192.0.2.7 - anna [29/Feb/2024:12:00:01 +0100] "GET /index.html HTTP/1.1" 200 5120
2001:db8::1 - - [29/Feb/2024:12:01:10 +0100] "POST /login HTTP/2" 302 0
192.0.2.9 - - [29/Feb/2024:12:00:04 +0100] "GET /bilder/größe.png HTTP/1.1" 200 73113
this line is broken
192.0.2.9 - - [29/Feb/2024:13:00:00 +0100] "GET /fehlt HTTP/1.1" 404 209
192.0.2.7 - anna [29/Feb/2024:13:03:59 +0100] "GET /index.html?q=1 HTTP/1.1" 304 -`;

struct Page
{
    int hits, errors;
    long bytes;
}

void main()
{
    auto line = regex(`^(?P<host>[\d.:a-f]+) \S+ (?P<user>\S+) \[[^\]]*?:(?P<hour>\d\d):[^\]]*\] "(?P<verb>GET|POST) (?P<path>[^ ?]+)\S* [^"]*" (?P<status>\d{3}) (?P<bytes>\d+|-)$`);
    Page[string] pages;
    int[int] hours;
    string[] skipped;
    foreach (text; log.lineSplitter)
    {
        auto m = text.matchFirst(line);
        if (m.empty)
        {
            skipped ~= text;
            continue;
        }
        auto page = &pages.require(m["path"].idup, Page.init);
        page.hits++;
        page.errors += m["status"][0] == '4';
        page.bytes += m["bytes"] == "-" ? 0 : m["bytes"].to!long;
        hours[m["hour"].to!int]++;
    }
    foreach (entry; pages.byPair.array.sort!((a, b) => a.value.bytes > b.value.bytes))
        writefln!"%-20s %3d %3d %7d"(entry.key, entry.value.hits, entry.value.errors, entry.value.bytes);
    foreach (hour; hours.keys.sort)
        writefln!"%02d h %s"(hour, "#".replicate(hours[hour]));
    writeln("skipped: ", skipped);

    enum word = ctRegex!(`\b\p{L}+\b`);
    writeln("Straße, naïve Ελλάδα и мир 42x".matchAll(word).map!(m => m.hit.toUpper).join("|"));
    writeln("2024-02-29 and 1999-12-31".replaceAll(regex(`(\d{4})-(\d\d)-(\d\d)`), "$3.$2.$1"));
    writeln("3 apples, 12 pears".replaceAll!(m => (m.hit.to!int * 2).to!string)(regex(`\d+`)));
    writeln("a1b22c333".splitter(regex(`\d+`)).array, " ", "x=1; y = 2".matchAll(`(\w)\s*=\s*(\d)`).map!(m => tuple(m[1], m[2])));
    writeln("price: 15 €".matchFirst(`(?<=: )\d+(?= €)`).hit, " ", "ÄÖÜ".matchFirst(regex("äöü", "i")).hit, " ", !"abab".matchFirst(`^(ab)\1$`).empty);
    auto m = "key = value # comment".matchFirst(`\s*=\s*`);
    writeln("[", m.pre, "] [", m.post, "]");
    foreach (pattern; ["(unbalanced", "[z-a]", "a{3,1}"])
        try
            regex(pattern);
        catch (RegexException error)
            writeln("wrong: ", pattern);
}
