// Runs commands, talks with them through pipes, sets their environment and handles signals; needs a shell and coreutils.
import core.stdc.signal : signal, SIG_DFL;
import core.sys.posix.signal : raise, sendSignal = kill, SIGTERM, SIGUSR1;
import core.sys.posix.unistd : getpid, getppid;
import std.array : array;
import std.file : mkdir, rmdir;
import std.process;
import std.stdio : File, stderr, stdin, writeln;
import std.string : splitLines, strip;

__gshared int signals;

extern (C) void onSignal(int) nothrow @nogc
{
    signals++;
}

void main()
{
    const listing = execute(["printf", "%s\n", "Birne", "Äpfel", "Feige"]);
    writeln(listing.status, " ", listing.output.splitLines);
    const failed = executeShell("echo to the error stream >&2; exit 7");
    writeln(failed.status, " ", failed.output.strip);

    auto sorter = pipeProcess(["sort", "-n"], Redirect.stdin | Redirect.stdout, ["LC_ALL": "C"]);
    foreach (n; [30, 4, 100, 1])
        sorter.stdin.writeln(n);
    sorter.stdin.close;
    writeln(sorter.stdout.byLineCopy.array, " ended with ", sorter.pid.wait);

    mkdir("sub");
    auto channel = pipe();
    auto child = spawnShell(`echo "GREETING is $GREETING"; pwd | grep -c sub`, File("/dev/null"), channel.writeEnd, stderr,
            ["GREETING": "Grüß Gott"], Config.none, "sub");
    writeln(channel.readEnd.byLineCopy.array, " ", child.wait);
    rmdir("sub");

    auto sleeper = spawnProcess(["sleep", "60"]);
    writeln("running: ", !sleeper.tryWait.terminated);
    sleeper.kill(SIGTERM);
    writeln("ended by a signal: ", sleeper.wait);

    signal(SIGUSR1, &onSignal);
    sendSignal(getpid, SIGUSR1);
    raise(SIGUSR1);
    signal(SIGUSR1, SIG_DFL);
    writeln("signals handled: ", signals, ", process ids agree: ", thisProcessID == getpid, " ", getppid != getpid);

    environment["GRUSS"] = "servus";
    writeln(executeShell("echo $GRUSS").output.strip, " ", environment.get("SURELY_NOT_SET", "unset"), " ", "PATH" in environment);
    environment.remove("GRUSS");
    writeln(executeShell("echo [$GRUSS]").output.strip, " ", escapeShellCommand("echo", "it's", "a b"));
    writeln(execute(["sh", "-c", "for a in \"$@\"; do echo \"<$a>\"; done", "sh", "ä b", "", "*"]).output.splitLines);
    try
        execute("surely-not-a-program");
    catch (ProcessException error)
        writeln("no such program");
    writeln("standard input at its end: ", stdin.readln.length == 0 && stdin.eof);
}
