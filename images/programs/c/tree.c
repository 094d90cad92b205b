#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t start_sleep(int in_own_session)
{
    pid_t child = fork();
    if (child == 0) {
        if (in_own_session)
            setsid();
        execl("/usr/bin/sleep", "/usr/bin/sleep", "{{marker}}", (char *)NULL);
        _exit(127);
    }
    return child;
}

int main(void)
{
    if (start_sleep(1) < 0)
        return EXIT_FAILURE;
    puts("started");
    fflush(stdout);
    waitpid(start_sleep(0), NULL, 0);
}
