// What D does while compiling: functions, parsers, reflection, attributes, mixins and generated code; needs only Phobos.
import std.algorithm : map, sort, splitter;
import std.array : array, join;
import std.conv : text, to;
import std.format : format;
import std.meta : AliasSeq, Filter, staticMap;
import std.range : iota;
import std.stdio : writeln;
import std.string : capitalize, lineSplitter, strip;
import std.traits : EnumMembers, FieldNameTuple, Fields, getUDAs, hasMember, hasUDA, isNumeric, isSomeString, Parameters, ReturnType;

struct Column { string title; int width; }
struct Hidden {}

struct Person
{
    @Column("Name", 10) string name;
    @Column("Alter", 5) int age;
    @Hidden double secret;
}

// The table's code is made for each type of record.
string table(T)(const T[] rows)
{
    string output;
    static foreach (field; FieldNameTuple!T)
        static if (hasUDA!(__traits(getMember, T, field), Column))
            output ~= format!"%-*s|"(getUDAs!(__traits(getMember, T, field), Column)[0].width, getUDAs!(__traits(getMember, T, field), Column)[0].title);
    foreach (row; rows)
    {
        output ~= "\n";
        static foreach (i, field; FieldNameTuple!T)
            static if (hasUDA!(__traits(getMember, T, field), Column))
                output ~= format!"%-*s|"(getUDAs!(__traits(getMember, T, field), Column)[0].width, __traits(getMember, row, field));
    }
    return output;
}

int[] primes(int limit)
{
    int[] found;
    foreach (n; 2 .. limit)
    {
        bool prime = true;
        foreach (p; found)
            prime &= n % p != 0;
        if (prime)
            found ~= n;
    }
    return found;
}

enum small = primes(50);
static assert(small[$ - 1] == 47);
immutable uint[256] crcTable = () {
    uint[256] t;
    foreach (i; 0 .. 256)
    {
        uint c = i;
        foreach (_; 0 .. 8)
            c = c & 1 ? 0xEDB88320 ^ c >> 1 : c >> 1;
        t[i] = c;
    }
    return t;
}();

// A structure from a description, parsed while compiling.
string structure(string description)
{
    string code;
    foreach (line; description.lineSplitter)
    {
        auto parts = line.strip.splitter(' ').array;
        if (parts.length == 2)
            code ~= parts[0] ~ " " ~ parts[1] ~ "; auto with" ~ parts[1].capitalize ~ "(" ~ parts[0] ~ " v) { auto c = this; c." ~ parts[1] ~ " = v; return c; }\n";
    }
    return code;
}

struct Settings
{
    mixin(structure("int width\n string title\n double scale"));
}

enum Colour { rot = 1, grün = 2, blau = 4 }

struct Vector(size_t n) if (n > 0)
{
    double[n] parts;

    Vector opBinary(string op)(Vector other) const if (op == "+" || op == "-" || op == "*")
    {
        Vector result;
        static foreach (i; 0 .. n)
            result.parts[i] = mixin("parts[i] " ~ op ~ " other.parts[i]");
        return result;
    }

    double opDispatch(string name)() const if (name.length == 1)
    {
        enum index = name[0] - 'x';
        static assert(index < n, "no such part");
        return parts[index];
    }
}

auto largest(T...)(T values) if (T.length > 0)
{
    static if (T.length == 1)
        return values[0];
    else
    {
        auto rest = largest(values[1 .. $]);
        return values[0] > rest ? values[0] : rest;
    }
}

void main()
{
    writeln(table([Person("Jörg", 41, 1.5), Person("Анна", 9, 2.5)]));
    writeln("primes ", small, ", crc ", format!"%08x"(crc("123456789")));
    const settings = Settings(80, "Größe").withWidth(120).withScale(1.5);
    writeln(settings, " ", Fields!Settings.stringof, " ", hasMember!(Settings, "withTitle"), " ", hasMember!(Settings, "height"));
    writeln([EnumMembers!Colour].map!(c => text(c, "=", cast(int) c)).join(" "), " ", "grün".to!Colour + 0);
    const v = Vector!3([1, 2, 3]) + Vector!3([10, 20, 30]) * Vector!3([1, 1, 2]);
    writeln(v.parts, " ", v.z, " ", __traits(compiles, v.w), " ", __traits(compiles, v / v));
    writeln(largest(3, 9, 4), " ", largest("b", "ä", "a"), " ", staticMap!(ReturnType, primes, crc).stringof, " ", Filter!(isNumeric, AliasSeq!(int, string, double)).stringof);
    static foreach (n; [1, 10, 50])
        writeln("sum to ", n, ": ", mixin(iota(1, n + 1).map!(i => i.to!string).join("+")));
}

uint crc(string text)
{
    uint c = ~0u;
    foreach (char b; text)
        c = crcTable[(c ^ b) & 255] ^ c >> 8;
    return ~c;
}
