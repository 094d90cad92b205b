// Makes a small tree in a temporary directory, walks, sorts, matches and removes it; needs TMPDIR and file names in UTF-8.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long long total;
static int files, directories;

static int count(const char *path, const struct stat *info, int type, struct FTW *at)
{
    if (type == FTW_F) total += info->st_size, files++;
    else if (type == FTW_D) directories++;
    return (void)path, (void)at, 0;
}

static int drop(const char *path, const struct stat *info, int type, struct FTW *at)
{
    return (void)info, (void)type, (void)at, remove(path);
}

static int visible(const struct dirent *entry) { return fnmatch("*.txt", entry->d_name, FNM_PERIOD) == 0; }

int main(void)
{
    char root[256];
    snprintf(root, sizeof root, "%s/tree-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(root) || chdir(root) != 0)
        return 1;
    static const struct { const char *path; int size; } wanted[] = {
        { "a.txt", 10 }, { "zehn10.txt", 1 }, { "zehn9.txt", 2 }, { ".hidden.txt", 3 }, { "größe.txt", 200 }, { "写真/猫.jpg", 4000 }, { "写真/alt/x.jpg", 50000 },
    };
    mkdir("写真", 0755);
    mkdir("写真/alt", 0700);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        int file = open(wanted[i].path, O_CREAT | O_EXCL | O_WRONLY, 0644);
        if (file < 0 || ftruncate(file, wanted[i].size) != 0)
            return 1;
        close(file);
    }
    symlink("a.txt", "link.txt");

    nftw(".", count, 8, FTW_PHYS);
    printf("%d files in %d directories, %lld bytes\n", files, directories, total);

    struct dirent **list;
    int n = scandir(".", &list, visible, versionsort);
    for (int i = 0; i < n; free(list[i++])) {
        struct stat info;
        lstat(list[i]->d_name, &info);
        printf("  %-12s %s %lld\n", list[i]->d_name, S_ISLNK(info.st_mode) ? "link" : "file", (long long)info.st_size);
    }
    free(list);

    glob_t found;
    if (glob("写真/*/*.jpg", 0, NULL, &found) == 0)
        printf("glob: %zu, %s\n", found.gl_pathc, found.gl_pathv[0]);
    globfree(&found);

    char target[32] = "", *full = realpath("写真/../link.txt", NULL);
    readlink("link.txt", target, sizeof target - 1);
    printf("link.txt -> %s, really %s\n", target, strrchr(full, '/') + 1);
    free(full);
    printf("rmdir: %s\n", rmdir("写真") != 0 ? strerror(errno) : "gone");
    printf("open: %s\n", open("nowhere/x", O_RDONLY) < 0 ? strerror(errno) : "there");

    if (chdir("/") != 0 || nftw(root, drop, 8, FTW_DEPTH | FTW_PHYS) != 0)
        return 1;
    printf("left afterwards: %s\n", access(root, F_OK) == 0 ? "yes" : "no");
}
