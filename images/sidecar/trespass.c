/*
 * Tries what a program in a sandbox must not be able to do, and tells how each attempt ended: trespass PORT,NAME:PID,...
 *
 * A check has it started by a program of the language under test, within whatever that sidecar puts around its programs. It is
 * static, because it runs in main's file system. The report is a file beside its own, with the ending ".result": on each line the
 * attempt, and "ok" if it succeeded, "! reason" if it was refused, "? reason" if there was nothing to try it on.
 *
 * None of it does harm where it succeeds: the signal is 0, oom_score_adj becomes what it was, memory is opened and not touched, the
 * program that the sidecar is asked to run is empty.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 10 };

static FILE *report;

static void tell(const char *attempt, const char *target, int result)
{
    int error = errno;
    fprintf(report, "%s%s%s ", attempt, *target == 0 ? "" : ":", target);
    if (result >= 0)
        fputs("ok\n", report);
    else
        fprintf(report, "%c %s\n", error == ENOENT || error == ESRCH ? '?' : '!', strerror(error));
}

/* In a process of its own, since what succeeds cannot be taken back. */
static int apart(int (*attempt)(void))
{
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(attempt() < 0 ? errno : 0);
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return -1;
    errno = WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
    return errno == 0 ? 0 : -1;
}

static int unshare_user(void) { return unshare(CLONE_NEWUSER); }

static int clone_user(void)
{
    long child = syscall(SYS_clone, (long)(CLONE_NEWUSER | SIGCHLD), 0L, 0L, 0L, 0L);
    if (child == 0)
        _exit(0);
    return child < 0 ? -1 : waitpid((pid_t)child, NULL, 0);
}

static int open_of(const char *pid, const char *name, int flags)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%s/%s", pid, name);
    return open(path, flags | O_CLOEXEC);
}

/* Whoever may open it may read and write it. */
static int open_memory(const char *pid)
{
    int file = open_of(pid, "mem", O_RDONLY);
    return file < 0 ? -1 : close(file);
}

static int set_oom_score(const char *pid)
{
    char value[16];
    int file = open_of(pid, "oom_score_adj", O_RDONLY);
    if (file < 0)
        return -1;
    ssize_t length = read(file, value, sizeof value);
    close(file);
    if (length < 0 || (file = open_of(pid, "oom_score_adj", O_WRONLY)) < 0)
        return -1;
    ssize_t written = write(file, value, (size_t)length);
    int error = errno;
    close(file);
    errno = error;
    return written < 0 ? -1 : 0;
}

/* Asks the sidecar to run an empty program; the length of what came of the answer, or -1. */
static ssize_t ask(const struct sockaddr *address, socklen_t size, char *answer, size_t room)
{
    static const char request[] =
        "POST /execute HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 24\r\nConnection: close\r\n\r\n"
        "{\"code\":\"\",\"timeout\": 5}";
    struct timeval patience = { .tv_sec = PATIENCE };
    ssize_t length = -1;
    int client = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (client < 0)
        return -1;
    if (setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0
        && setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0
        && connect(client, address, size) == 0
        && send(client, request, sizeof request - 1, MSG_NOSIGNAL) >= 0)
        length = recv(client, answer, room, MSG_WAITALL);
    int error = errno;
    close(client);
    errno = error;
    return length;
}

/* What the sidecar answers to a program: its status, or why there is none. It need not listen on loopback: clients come from outside. */
static void use_port(int number)
{
    struct sockaddr_in loopback = { .sin_family = AF_INET, .sin_port = htons((unsigned short)number), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    char answer[16] = "";
    ssize_t length = ask((struct sockaddr *)&loopback, sizeof loopback, answer, sizeof answer - 1);
    int error = errno;
    struct ifaddrs *interfaces = NULL;
    if (length < 0 && error == ECONNREFUSED && getifaddrs(&interfaces) == 0) {
        for (struct ifaddrs *one = interfaces; one != NULL && length < 0 && error == ECONNREFUSED; one = one->ifa_next) {
            if (one->ifa_addr == NULL || one->ifa_addr->sa_family != AF_INET)
                continue;
            struct sockaddr_in address = *(struct sockaddr_in *)one->ifa_addr;
            address.sin_port = htons((unsigned short)number);
            length = ask((struct sockaddr *)&address, sizeof address, answer, sizeof answer - 1);
            error = errno;
        }

        freeifaddrs(interfaces);
    }

    if (length >= 12 && strncmp(answer, "HTTP/1.", 7) == 0)
        fprintf(report, "port %.3s\n", answer + 9);
    else if (length < 0 && (error == EAGAIN || error == EINPROGRESS))
        fprintf(report, "port ? no answer within %d s\n", PATIENCE);
    else
        fprintf(report, "port ! %s\n", length < 0 ? strerror(error) : "an answer that is not HTTP");
}

int main(int count, char **arguments)
{
    char unfinished[4096], finished[4096];
    if (count != 2)
        return 2;
    snprintf(unfinished, sizeof unfinished, "%s.%d", arguments[0], (int)getpid());
    snprintf(finished, sizeof finished, "%s.result", arguments[0]);
    report = fopen(unfinished, "w");
    if (report == NULL) {
        perror(unfinished);
        return 1;
    }

    /* Each child would write again what is buffered. */
    setvbuf(report, NULL, _IONBF, 0);
    tell("unshare", "", apart(unshare_user));
    tell("clone", "", apart(clone_user));
    tell("memory", "self", open_memory("self"));
    char *rest, *port = strtok_r(arguments[1], ",", &rest);
    for (char *target; (target = strtok_r(NULL, ",", &rest)) != NULL;) {
        char *pid = strchr(target, ':');
        if (pid == NULL)
            return 2;
        *pid++ = 0;
        tell("memory", target, open_memory(pid));
        tell("signal", target, kill((pid_t)atoi(pid), 0));
        tell("oom_score_adj", target, set_oom_score(pid));
    }

    use_port(port == NULL ? 0 : atoi(port));
    if (fclose(report) != 0 || rename(unfinished, finished) != 0) {
        perror(finished);
        return 1;
    }

    return 0;
}
