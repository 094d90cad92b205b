// One moment in several time zones, changes to and from summer time, durations and intervals; needs IANA time zone data.
import core.time : days, dur, hours, minutes, seconds;
import std.algorithm : canFind, map;
import std.array : array;
import std.datetime;
import std.format : format;
import std.stdio : writefln, writeln;

void main()
{
    const noon = SysTime(DateTime(2024, 2, 29, 12, 0, 0), UTC());
    writeln("epoch ", noon.toUnixTime);
    foreach (name; ["Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati"])
    {
        auto zone = PosixTimeZone.getTimeZone(name);
        const local = noon.toOtherTZ(zone);
        writefln!"%-20s %s %s %s"(name, local.toISOExtString, local.dayOfWeek, local.dstInEffect ? zone.dstName : zone.stdName);
    }

    auto berlin = PosixTimeZone.getTimeZone("Europe/Berlin");
    auto before = SysTime(DateTime(2024, 3, 31, 1, 59, 59), berlin);
    writeln(before.toISOExtString, " + 1 s = ", (before + 1.seconds).toISOExtString);
    auto start = SysTime(DateTime(2024, 10, 27), berlin), end = SysTime(DateTime(2024, 10, 28), berlin);
    writeln("27 October 2024 has ", (end - start).total!"hours", " hours in Berlin");
    writeln("zones known: ", PosixTimeZone.getInstalledTZNames("Europe").canFind("Europe/Vienna"), ", wrong name: ", wrongName);

    const parsed = SysTime.fromISOExtString("2024-02-29T13:45:30.25+05:30");
    writeln(parsed.toUTC.toISOExtString, " ", parsed.fracSecs.total!"msecs", " ms");
    writeln(Date.fromISOString("20240229").dayOfYear, " ", Date(2024, 2, 29).isoWeek, " ", Date(2024, 2, 29).daysInMonth, " ", Date(2023, 1, 1).isLeapYear);
    auto date = Date(2024, 1, 31);
    date.add!"months"(1, AllowDayOverflow.no);
    writeln(date, ", ", Date(2024, 12, 24) - Date(2024, 2, 29), ", ", date.endOfMonth);

    const span = 93784.seconds + dur!"msecs"(5);
    const parts = span.split!("days", "hours", "minutes", "seconds");
    writefln!"%s d %s h %s min %s s, %s"(parts.days, parts.hours, parts.minutes, parts.seconds, 90.minutes + 1.hours);

    auto interval = Interval!Date(Date(2024, 2, 26), Date(2024, 3, 5));
    writeln(interval.fwdRange(everyDayOfWeek!Date(DayOfWeek.thu), PopFirst.yes).map!(d => d.toISOExtString).array, " ", interval.contains(Date(2024, 2, 29)), " ", interval.length.total!"days");
    try
        writeln(Date(2023, 2, 29));
    catch (DateTimeException error)
        writeln("29 February 2023 is no date");
    try
        writeln(TimeOfDay.fromISOExtString("25:00:00"));
    catch (DateTimeException error)
        writeln("25:00:00 is no time");
}

bool wrongName()
{
    try
        PosixTimeZone.getTimeZone("Europe/Atlantis");
    catch (DateTimeException error)
        return true;
    return false;
}
