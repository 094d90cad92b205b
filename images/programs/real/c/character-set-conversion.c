// Converts texts between UTF-8 and older character sets and back; needs glibc's gconv modules.
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Returns the length of what was written to output, or -1 with errno.
static long convert(const char *to, const char *from, const char *input, size_t length, char *output, size_t size)
{
    iconv_t converter = iconv_open(to, from);
    if (converter == (iconv_t)-1)
        return -1;
    char *in = (char *)input, *out = output;
    size_t left = size;
    size_t result = iconv(converter, &in, &length, &out, &left);
    if (result != (size_t)-1)
        result = iconv(converter, NULL, NULL, &out, &left); // what a stateful encoding ends with
    int error = errno;
    iconv_close(converter);
    errno = error;
    return result == (size_t)-1 ? -1 : (long)(size - left);
}

int main(void)
{
    static const struct { const char *charset, *text; } samples[] = {
        { "ISO-8859-1", "Grüße" },      { "WINDOWS-1252", "„5 €“" },  { "ISO-8859-15", "cœur €" },
        { "KOI8-R", "Привет" },         { "WINDOWS-1251", "Привет" }, { "ISO-8859-7", "Καλημέρα" },
        { "SHIFT_JIS", "日本語" },      { "EUC-JP", "日本語" },       { "ISO-2022-JP", "日本語" },
        { "GB18030", "你好😀" },        { "BIG5", "繁體中文" },       { "EUC-KR", "안녕하세요" },
        { "UTF-16BE", "a😀" },          { "UTF-32LE", "é" },          { "UTF-7", "Ü" },
        { "IBM850", "Größe" },          { "EBCDIC-US", "HELLO" },     { "TIS-620", "สวัสดี" },
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        char there[64], back[64];
        const char *text = samples[i].text;
        long n = convert(samples[i].charset, "UTF-8", text, strlen(text), there, sizeof there);
        if (n < 0) {
            printf("%-13s %s\n", samples[i].charset, strerror(errno));
            continue;
        }
        printf("%-13s", samples[i].charset);
        for (long k = 0; k < n; k++)
            printf(" %02x", (unsigned char)there[k]);
        long m = convert("UTF-8", samples[i].charset, there, n, back, sizeof back);
        int same = m == (long)strlen(text) && memcmp(back, text, m) == 0;
        printf(" -> %.*s%s\n", (int)(m < 0 ? 0 : m), back, same ? "" : " (differs)");
    }

    char output[64];
    long n = convert("ASCII//TRANSLIT", "UTF-8", "5 € «ja»", strlen("5 € «ja»"), output, sizeof output);
    printf("transliterated: %.*s\n", (int)n, output);
    n = convert("ISO-8859-1", "UTF-8", "5 €", strlen("5 €"), output, sizeof output);
    printf("not in Latin-1: %ld %s\n", n, errno == EILSEQ ? "EILSEQ" : "?");
    n = convert("UTF-8", "KLINGON", "x", 1, output, sizeof output);
    printf("no such set: %ld %s\n", n, errno == EINVAL ? "EINVAL" : "?");
}
