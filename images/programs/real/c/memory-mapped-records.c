// Keeps fixed-size records in a file that is mapped into memory, with a lock and a byte-exact header; needs mmap and fcntl.
#include <endian.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct { char magic[4]; uint16_t version, count; } __attribute__((packed)) Header; // both big-endian
typedef struct { uint32_t number; int32_t cents; char owner[24]; } Record;               // little-endian

_Static_assert(sizeof(Header) == 8 && offsetof(Record, owner) == 8, "the layout is part of the format");

int main(void)
{
    static const Record initial[] = { { 1001, 250000, "Müller" }, { 1002, -1999, "Ōe 大江" }, { 1003, 7, "Ångström" } };
    enum { COUNT = sizeof initial / sizeof *initial };
    size_t size = sizeof(Header) + sizeof initial;

    char path[] = "accounts-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 || ftruncate(file, size) != 0)
        return 1;
    char *map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (map == MAP_FAILED)
        return 1;
    Header header = { { 'A', 'C', 'C', 'T' }, htobe16(2), htobe16(COUNT) };
    memcpy(map, &header, sizeof header);
    Record *records = (Record *)(map + sizeof header);
    for (int i = 0; i < COUNT; i++)
        records[i] = (Record){ htole32(initial[i].number), (int32_t)htole32(initial[i].cents), "" }, strcpy(records[i].owner, initial[i].owner);

    // Another process changes a record while it holds the lock.
    if (flock(file, LOCK_EX) != 0)
        return 1;
    pid_t child = fork();
    if (child == 0) {
        int other = open(path, O_RDWR);
        int busy = flock(other, LOCK_EX | LOCK_NB) != 0;
        records[1].cents += 5000;
        _exit(busy);
    }
    int status;
    waitpid(child, &status, 0);
    flock(file, LOCK_UN);
    printf("the lock kept the other process out: %s\n", WEXITSTATUS(status) ? "yes" : "no");
    msync(map, size, MS_SYNC);
    munmap(map, size);

    struct stat info;
    fstat(file, &info);
    printf("%lld bytes, mode %03o\n", (long long)info.st_size, info.st_mode & 0777);
    unsigned char start[16];
    pread(file, start, sizeof start, 0);
    for (size_t i = 0; i < sizeof start; i++)
        printf("%02x%c", start[i], i == sizeof start - 1 ? '\n' : ' ');
    for (int i = 0; i < COUNT; i++) {
        Record record;
        pread(file, &record, sizeof record, sizeof header + i * sizeof record);
        int32_t cents = le32toh(record.cents);
        printf("%u %6d.%02d %s\n", le32toh(record.number), cents / 100, abs(cents % 100), record.owner);
    }
    close(file);
    return unlink(path);
}
