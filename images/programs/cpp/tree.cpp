#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

static pid_t start_sleep(bool in_own_session)
{
    pid_t child = fork();
    if (child == 0) {
        if (in_own_session)
            setsid();
        execl("/usr/bin/sleep", "/usr/bin/sleep", "{{marker}}", nullptr);
        _exit(127);
    }
    return child;
}

int main()
{
    if (start_sleep(true) < 0)
        return EXIT_FAILURE;
    std::puts("started");
    std::fflush(stdout);
    waitpid(start_sleep(false), nullptr, 0);
}
