/*
 * Puts a wall around itself and gives way to a program: enclose COMMAND [ARGUMENT]...
 *
 * The sidecar opens this file once and hands its descriptor on, so that it can be started as /proc/self/fd/3 after nsenter has
 * entered main's mount namespace, where no such file is. It is static for the same reason: it needs nothing of main's image.
 *
 * Descriptor 4 tells the sidecar, and nobody else, why the wall could not be built; then nothing is started. What a kernel does
 * not have is left out. "enclose --walls" builds the wall, prints which parts of it stand, and ends.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter is written for x86-64 and arm64"
#endif

enum { LAUNCHER = 3, REPORT = 4, FAILED = 125, NOT_FOUND = 127, NOT_EXECUTABLE = 126 };

/* What headers that are older than a kernel do not have. The numbers are the same on both architectures. */
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
enum { LANDLOCK_CREATE = 444, LANDLOCK_ADD = 445, LANDLOCK_RESTRICT = 446 };
enum { LANDLOCK_WRITE_FILE = 1 << 1, LANDLOCK_REFER = 1 << 13, LANDLOCK_SCOPES = 3, LANDLOCK_PATH_BENEATH = 1, LANDLOCK_VERSION = 1 };

struct landlock_rules { uint64_t files, network, scoped; };
struct __attribute__((packed)) landlock_path { uint64_t allowed; int32_t parent; };

static _Noreturn void fail(const char *format, ...)
{
    char text[512];
    int error = errno;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    length += snprintf(text + length, sizeof text - (size_t)length, ": %s", strerror(error));
    if (write(REPORT, text, (size_t)length) < 0)
        dprintf(STDERR_FILENO, "enclose: %s\n", text);
    _exit(FAILED);
}

static void limit(__typeof__(RLIMIT_CORE) resource, const char *name, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        fail("the limit %s cannot be read", name);
    if (now.rlim_max > most)
        now.rlim_max = most;
    if (now.rlim_cur > now.rlim_max)
        now.rlim_cur = now.rlim_max;
    if (setrlimit(resource, &now) != 0)
        fail("the limit %s cannot be set", name);
}

/* Without CAP_SETPCAP, which a sidecar need not have, the set stays as it is; it gives nothing once new privileges are ruled out. */
static void drop_bounding_set(void)
{
    for (unsigned long capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
        if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0)
            return;
}

/* Podman, and Docker before 20.10.14, give a user who is not root the container's capabilities as ones to be inherited too. */
static void drop_inheritable_set(void)
{
    struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, sets) != 0)
        fail("the capabilities cannot be read");
    if ((sets[0].inheritable | sets[1].inheritable) == 0)
        return;
    sets[0].inheritable = sets[1].inheritable = 0;
    if (syscall(SYS_capset, &header, sets) != 0)
        fail("the inheritable capabilities cannot be dropped");
}

/*
 * The domain is there for what it forbids towards processes outside of it: to trace them, to read or write their memory and their
 * environment and, from ABI 6, to send them signals. Files may be written everywhere but below /proc, where a process's owner could
 * set another one's oom_score_adj. Other rights are not handled, and therefore are as they were.
 */
static int build_domain(void)
{
    long abi = syscall(LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
    if (abi < 0) {
        if (errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM)
            return 0;
        fail("the version of Landlock is not known");
    }

    struct landlock_rules rules = {
        /* With ABI 1, files cannot be moved between directories in any domain. */
        .files = LANDLOCK_WRITE_FILE | (abi >= 2 ? LANDLOCK_REFER : 0),
        .scoped = abi >= 6 ? LANDLOCK_SCOPES : 0,
    };
    int ruleset = (int)syscall(LANDLOCK_CREATE, &rules, abi >= 6 ? sizeof rules : sizeof rules.files, 0);
    if (ruleset < 0)
        fail("no set of Landlock's rules");

    DIR *root = opendir("/");
    if (root == NULL)
        fail("main's root directory cannot be read");
    struct landlock_path rule = { .allowed = LANDLOCK_REFER, .parent = dirfd(root) };
    if (abi >= 2 && syscall(LANDLOCK_ADD, ruleset, LANDLOCK_PATH_BENEATH, &rule, 0) != 0)
        fail("Landlock's rule for /");
    rule.allowed = LANDLOCK_WRITE_FILE;
    for (struct dirent *entry; (entry = readdir(root)) != NULL;) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "proc") == 0)
            continue;
        struct stat status;
        rule.parent = openat(dirfd(root), name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
        if (rule.parent < 0 || fstat(rule.parent, &status) != 0)
            fail("/%s cannot be looked at", name);
        if (!S_ISLNK(status.st_mode) && syscall(LANDLOCK_ADD, ruleset, LANDLOCK_PATH_BENEATH, &rule, 0) != 0)
            fail("Landlock's rule for /%s", name);
        close(rule.parent);
    }

    closedir(root);
    if (syscall(LANDLOCK_RESTRICT, ruleset, 0) != 0)
        fail("Landlock's domain cannot be entered");
    close(ruleset);
    return (int)abi;
}

/* What the sidecar's capabilities open in the profile of its container, and what containers' profiles refuse to everyone. */
static const int refused[] = {
    SYS_unshare, SYS_setns, SYS_chroot, SYS_pivot_root,
    SYS_mount, SYS_umount2, 428 /* open_tree */, 429 /* move_mount */, 430 /* fsopen */, 431 /* fsconfig */, 432 /* fsmount */,
    433 /* fspick */, 442 /* mount_setattr */, 467 /* open_tree_attr */,
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, 438 /* pidfd_getfd */, 440 /* process_madvise */, 448 /* process_mrelease */,
    SYS_kcmp, SYS_migrate_pages, SYS_move_pages,
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_fanotify_init, SYS_open_by_handle_at, SYS_lookup_dcookie,
    425 /* io_uring_setup */, 426 /* io_uring_enter */, 427 /* io_uring_register */,
    SYS_add_key, SYS_request_key, SYS_keyctl,
    SYS_kexec_load,
#ifdef SYS_kexec_file_load
    SYS_kexec_file_load,
#else
    294,
#endif
    SYS_init_module, SYS_finit_module, SYS_delete_module,
    SYS_swapon, SYS_swapoff, SYS_reboot, SYS_acct, SYS_syslog, SYS_sethostname, SYS_setdomainname,
    SYS_quotactl, 443 /* quotactl_fd */, SYS_vhangup, SYS_settimeofday, SYS_clock_settime,
#ifdef __x86_64__
    SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_uselib, SYS__sysctl, SYS_sysfs, SYS_ustat, SYS_create_module, SYS_get_kernel_syms,
    SYS_query_module, SYS_nfsservctl,
#endif
};

/* Calls that act on any process of the same user: only for the caller itself, which is 0. */
static const struct { int call, process; } own[] = {
    { SYS_sched_setaffinity, 0 }, { SYS_sched_setscheduler, 0 }, { SYS_sched_setparam, 0 }, { SYS_sched_setattr, 0 },
    { SYS_setpriority, 1 }, { SYS_ioprio_set, 1 },
};

static struct sock_filter program[256];
static unsigned short instructions;

static void add(struct sock_filter instruction)
{
    if (instructions == sizeof program / sizeof program[0]) {
        errno = E2BIG;
        fail("the filter of system calls is too long");
    }

    program[instructions++] = instruction;
}

static void load(size_t offset) { add((struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset)); }

static void answer(unsigned action) { add((struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action)); }

/* Goes on after as many instructions as are named, depending on a comparison of what was loaded. */
static void jump(unsigned short comparison, unsigned value, unsigned char when, unsigned char otherwise)
{
    add((struct sock_filter)BPF_JUMP(BPF_JMP | comparison | BPF_K, value, when, otherwise));
}

/* An argument's lower half: processes, flags and which are ints, of which the kernel sees no more. */
static size_t argument(int index) { return offsetof(struct seccomp_data, args) + (size_t)index * sizeof(uint64_t); }

static int build_filter(void)
{
    if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0)
        return 0;

    const unsigned refuse = SECCOMP_RET_ERRNO | EPERM, absent = SECCOMP_RET_ERRNO | ENOSYS;
    load(offsetof(struct seccomp_data, arch));
    jump(BPF_JEQ, ARCHITECTURE, 1, 0);
    answer(refuse);
    load(offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    jump(BPF_JGE, 0x40000000 /* x32 */, 0, 1);
    answer(absent);
#endif
    /* Its flags are in memory, where a filter cannot look; the C libraries fall back to clone. */
    jump(BPF_JEQ, 435 /* clone3 */, 0, 1);
    answer(absent);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        jump(BPF_JEQ, (unsigned)refused[i], 0, 1);
        answer(refuse);
    }

    /* Each of these ends with the filter's verdict, so the number that was loaded is not needed after it. */
    jump(BPF_JEQ, SYS_clone, 0, 4);
    load(argument(0));
    jump(BPF_JSET, 0x7e020000 /* new namespaces */, 0, 1);
    answer(refuse);
    answer(SECCOMP_RET_ALLOW);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        jump(BPF_JEQ, (unsigned)own[i].call, 0, 4);
        load(argument(own[i].process));
        jump(BPF_JEQ, 0, 1, 0);
        answer(refuse);
        answer(SECCOMP_RET_ALLOW);
    }

    /* Limits of another process may be read, and not set. */
    jump(BPF_JEQ, SYS_prlimit64, 0, 8);
    load(argument(0));
    jump(BPF_JEQ, 0, 5, 0);
    load(argument(2));
    jump(BPF_JEQ, 0, 0, 2);
    load(argument(2) + sizeof(uint32_t));
    jump(BPF_JEQ, 0, 1, 0);
    answer(refuse);
    answer(SECCOMP_RET_ALLOW);
    answer(SECCOMP_RET_ALLOW);

    struct sock_fprog filter = { .len = instructions, .filter = program };
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) != 0)
        fail("the filter of system calls is refused");
    return 1;
}

int main(int count, char **arguments)
{
    if (count < 2) {
        dprintf(STDERR_FILENO, "Usage: enclose COMMAND [ARGUMENT]... | --walls\n");
        return FAILED;
    }

    /* Per user on the whole node, and threads count: high enough for many sandboxes beside each other. */
    limit(RLIMIT_NPROC, "of processes", 32768);
    limit(RLIMIT_NOFILE, "of open files", 65536);
    limit(RLIMIT_CORE, "of core files", 0);
    drop_bounding_set();
    drop_inheritable_set();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        fail("new privileges cannot be ruled out");
    int landlock = build_domain();
    int seccomp = build_filter();
    if (strcmp(arguments[1], "--walls") == 0) {
        printf("%d %d %d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), seccomp, landlock);
        return 0;
    }

    /* The wall stands. What goes wrong from here on is main's own affair, and is told as nsenter tells it. */
    if (syscall(SYS_close_range, LAUNCHER, ~0U, 0) != 0)
        for (int descriptor = (int)sysconf(_SC_OPEN_MAX) - 1; descriptor >= LAUNCHER; descriptor--)
            close(descriptor);
    execv(arguments[1], arguments + 1);
    int missing = errno == ENOENT;
    dprintf(STDERR_FILENO, "enclose: %s cannot be started: %s\n", arguments[1], strerror(errno));
    return missing ? NOT_FOUND : NOT_EXECUTABLE;
}
