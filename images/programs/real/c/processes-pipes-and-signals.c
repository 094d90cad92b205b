// Forks workers, talks with them through pipes, handles signals and runs a command; needs fork, a shell and coreutils.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t alarms, children;

static void on_signal(int number)
{
    if (number == SIGUSR1) alarms++;
    if (number == SIGCHLD) children++;
}

static void at_end(void) { puts("exit handler: done"); }

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    atexit(at_end);
    struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGCHLD, &action, NULL);

    int results[2];
    if (pipe(results) != 0)
        return 1;
    for (int worker = 0; worker < 3; worker++)
        if (fork() == 0) {
            long sum = 0;
            for (long i = worker * 1000; i < (worker + 1) * 1000; i++)
                sum += i;
            write(results[1], &sum, sizeof sum);
            _exit(worker + 10);
        }
    close(results[1]);
    long total = 0, sum;
    while (read(results[0], &sum, sizeof sum) == sizeof sum)
        total += sum;
    int status, codes = 0, reaped = 0;
    for (; wait(&status) > 0; reaped++)
        codes += WEXITSTATUS(status);
    printf("sum %ld, %d children, codes add up to %d, SIGCHLD seen: %s, then %s\n", total, reaped, codes, children ? "yes" : "no", strerrorname_np(errno));

    // A signal that is blocked stays pending until it is let through.
    sigset_t set, pending;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    sigpending(&pending);
    printf("pending %d, handled %d", sigismember(&pending, SIGUSR1), (int)alarms);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    printf(", after unblocking %d\n", (int)alarms);

    pid_t child = fork();
    if (child == 0)
        for (;;)
            pause();
    kill(child, SIGTERM);
    waitpid(child, &status, 0);
    printf("ended by %s: %s\n", WIFSIGNALED(status) ? sigabbrev_np(WTERMSIG(status)) : "itself", strsignal(WTERMSIG(status)));

    FILE *sorted = popen("printf '%s\\n' pear apple Äpfel fig | LC_ALL=C sort | tr a-z A-Z", "r");
    char line[64];
    while (fgets(line, sizeof line, sorted))
        printf("  %s", line);
    printf("pipeline ended with %d, a command with %d\n", pclose(sorted), WEXITSTATUS(system("exit 7")));

    printf("standard input: %s\n", getchar() == EOF && feof(stdin) ? "at its end" : "has something");
}
