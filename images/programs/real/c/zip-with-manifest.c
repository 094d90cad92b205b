// Writes a zip archive with several entries, reopens it, lists and verifies them; needs libzip (libzip-dev) and zlib.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include <zlib.h>

static int add(zip_t *archive, const char *name, const char *text)
{
    zip_source_t *source = zip_source_buffer(archive, text, strlen(text), 0);
    zip_int64_t index = source ? zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0)
        return -1;
    zip_file_set_mtime(archive, index, 1709208000, 0); // 2024-02-29 12:00 UTC
    return zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, 9);
}

int main(void)
{
    static char repeated[20001];
    for (size_t i = 0; i < sizeof repeated - 1; i++)
        repeated[i] = "abcdefghij"[i % 10];

    int error;
    zip_t *archive = zip_open("bundle.zip", ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!archive || add(archive, "liesmich.txt", "Grüße aus dem Archiv\n") || add(archive, "daten/größen.csv", "a;b\n1;2\n")
        || add(archive, "daten/日本語.txt", "こんにちは\n") || add(archive, "repeated.txt", repeated))
        return 1;
    zip_set_archive_comment(archive, "made for a test", 15);
    if (zip_close(archive) != 0)
        return 1;

    char magic[4] = "";
    FILE *raw = fopen("bundle.zip", "rb");
    fread(magic, 1, sizeof magic, raw);
    fseek(raw, 0, SEEK_END);
    long size = ftell(raw);
    fclose(raw);
    printf("magic %c%c %d %d, %s than 2000 bytes\n", magic[0], magic[1], magic[2], magic[3], size < 2000 ? "smaller" : "larger");

    archive = zip_open("bundle.zip", ZIP_RDONLY | ZIP_CHECKCONS, &error);
    int length;
    printf("comment \"%s\"\n", zip_get_archive_comment(archive, &length, 0));
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); i++) {
        zip_stat_t entry;
        zip_stat_index(archive, i, 0, &entry);
        char *data = malloc(entry.size + 1);
        zip_file_t *file = zip_fopen_index(archive, i, 0);
        zip_int64_t read = zip_fread(file, data, entry.size);
        zip_fclose(file);
        int intact = crc32(0, (Bytef *)data, read) == entry.crc;
        printf("%-20s %6llu bytes, crc %08x %s, packed %s\n", entry.name, (unsigned long long)entry.size, entry.crc,
               intact ? "right" : "wrong", entry.comp_size < entry.size ? "smaller" : "not smaller");
        free(data);
    }
    long long where = zip_name_locate(archive, "missing.txt", 0);
    printf("missing.txt is at %lld: %s\n", where, zip_strerror(archive));
    zip_discard(archive);
    return remove("bundle.zip");
}
