// Writes a log through gzip, reads it back line by line, and compresses in memory with checksums; needs zlib (zlib1g-dev).
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

int main(void)
{
    static const char *levels[] = { "info", "warn", "info", "error", "info" };
    gzFile log = gzopen("server.log.gz", "wb9");
    if (!log)
        return 1;
    for (int i = 0; i < 1000; i++)
        gzprintf(log, "2024-02-29T12:%02d:%02d %-5s request %04d took %d ms\n", i / 60, i % 60, levels[i % 5], i, i * 37 % 101);
    if (gzclose(log) != Z_OK)
        return 1;

    char line[128], level[8];
    unsigned long count[3] = { 0 }, took = 0, check = crc32(0, NULL, 0);
    size_t bytes = 0;
    log = gzopen("server.log.gz", "rb");
    while (gzgets(log, line, sizeof line)) {
        unsigned long number, ms;
        if (sscanf(line, "%*s %7s request %lu took %lu ms", level, &number, &ms) != 3)
            return 1;
        count[level[0] == 'i' ? 0 : level[0] == 'w' ? 1 : 2]++;
        took += ms;
        bytes += strlen(line);
        check = crc32(check, (Bytef *)line, strlen(line));
    }
    printf("%s %zu bytes, %lu info, %lu warn, %lu error, %lu ms\n", gzeof(log) ? "end of file," : "", bytes, count[0], count[1], count[2], took);
    gzclose(log);

    FILE *raw = fopen("server.log.gz", "rb");
    unsigned char head[3];
    fread(head, 1, 3, raw);
    fseek(raw, 0, SEEK_END);
    printf("gzip magic %02x%02x, method %d, %s\n", head[0], head[1], head[2], ftell(raw) * 3 < (long)bytes ? "packed to a third or less" : "large");
    fseek(raw, -8, SEEK_END);
    unsigned char tail[8];
    fread(tail, 1, 8, raw);
    fclose(raw);
    unsigned long stored = tail[0] | tail[1] << 8 | tail[2] << 16 | (unsigned long)tail[3] << 24;
    printf("the checksum of the file is that of the lines: %s\n", stored == check ? "yes" : "no");

    printf("crc32 %08lx adler32 %08lx\n", crc32(0, (Bytef *)"123456789", 9), adler32(adler32(0, NULL, 0), (Bytef *)"Wikipedia", 9));
    Bytef packed[256], text[64] = { 0 };
    uLongf size = sizeof packed, back = sizeof text;
    compress2(packed, &size, (Bytef *)"Übung macht den Meister, Übung macht", 38, 9);
    printf("uncompress: %d ", uncompress(text, &back, packed, size));
    printf("%s (%lu)\n", text, back);
    packed[size - 1] ^= 1;
    back = sizeof text;
    printf("a broken checksum gives %s\n", uncompress(text, &back, packed, size) == Z_DATA_ERROR ? "Z_DATA_ERROR" : "another result");
    return remove("server.log.gz");
}
