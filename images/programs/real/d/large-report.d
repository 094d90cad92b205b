// Reads settings from an INI file and arguments, takes standard input to its end and prints a large table (some 200 KiB); needs Phobos.
import std.algorithm : canFind, countUntil, find, findSplit, map, sort, startsWith, sum;
import std.array : appender, array, replicate;
import std.conv : ConvException, to;
import std.exception : enforce;
import std.file : remove, write;
import std.format : format, formattedRead, formattedWrite;
import std.getopt : config, getopt, GetOptException;
import std.process : environment;
import std.range : enumerate, iota, walkLength;
import std.stdio : File, stdin, stdout, writefln, writeln;
import std.string : indexOf, lineSplitter, strip;

alias Settings = string[string][string];

Settings readIni(string path)
{
    Settings settings;
    string section;
    foreach (number, line; File(path).byLineCopy.enumerate(1))
    {
        line = line.findSplit(";")[0].strip;
        if (line.length == 0)
            continue;
        if (line.startsWith("["))
        {
            enforce(line[$ - 1] == ']', format!"line %d: no closing bracket"(number));
            section = line[1 .. $ - 1];
            continue;
        }
        auto parts = line.findSplit("=");
        enforce(parts[1].length, format!"line %d: no value"(number));
        settings[section][parts[0].strip] = parts[2].strip;
    }
    return settings;
}

void main(string[] arguments)
{
    write("report.ini", "; Bericht\n[table]\ntitle = Übersicht der Größen ; with umlauts\nrows=3000\n\n[columns]\nwidth = 12\nfill = ·\n");
    scope (exit)
        remove("report.ini");
    auto settings = readIni("report.ini");
    writeln(arguments.length, " argument, input lines: ", stdin.byLine.walkLength, ", TMPDIR is set: ", "TMPDIR" in environment);

    int rows = settings["table"]["rows"].to!int;
    bool verbose;
    string[] names;
    double[string] limits;
    auto given = ["report", "--rows", "2500", "-v", "--name=Köln", "--name", "東京", "--limit", "a=1.5", "rest", "--", "--not-an-option"];
    getopt(given, config.bundling, "rows|r", &rows, "verbose|v", &verbose, "name", &names, "limit", &limits);
    writeln(rows, " ", verbose, " ", names, " ", limits, " ", given[1 .. $]);
    foreach (wrong; [["report", "--unknown"], ["report", "--rows", "many"]])
        try
            getopt(wrong, "rows", &rows);
        catch (GetOptException error)
            writeln("wrong option: ", error.msg.canFind("unknown"));
        catch (ConvException error)
            writeln("wrong value");

    auto line = appender!(char[]);
    size_t bytes;
    ulong check;
    const width = settings["columns"]["width"].to!int, fill = settings["columns"]["fill"];
    writefln!"%s %s"(settings["table"]["title"], "=".replicate(30));
    foreach (i; 1 .. rows + 1)
    {
        line.clear;
        const word = names[i % $];
        line.formattedWrite!"%5d|%,*?d|%#06x|%+.3e|%s%s|%s\n"(i, 3, '.', i * i, i, i / 7.0, word, fill.replicate(width - word.walkLength), i % 2 ? "ungerade" : "gerade");
        bytes += line[].length;
        check = (check * 31 + line[].map!(c => cast(uint) c).sum) % 1_000_003;
        stdout.write(line[]);
    }
    writeln(bytes, " bytes, check ", check);

    int day, year;
    string month;
    "29. Februar 2024".formattedRead!"%d. %s %d"(day, month, year);
    writeln(year, " ", month, " ", day);
    write("report.ini", "[table]\nbroken\n");
    try
        readIni("report.ini");
    catch (Exception error)
        writeln(error.msg);
}
