import core.sys.posix.sys.wait : waitpid;
import core.sys.posix.unistd : _exit, execl, fork, setsid;
import std.stdio;

int startSleep(bool inOwnSession)
{
    const child = fork();
    if (child == 0)
    {
        if (inOwnSession)
            setsid();
        execl("/usr/bin/sleep", "/usr/bin/sleep", "{{marker}}".ptr, null);
        _exit(127);
    }
    return child;
}

void main()
{
    startSleep(true);
    writeln("started");
    stdout.flush();
    int status;
    waitpid(startSleep(false), &status, 0);
}
