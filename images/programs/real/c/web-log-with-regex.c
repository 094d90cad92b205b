// Reads a web server's log with regular expressions, sums it up in a hash table and prints a sorted table; needs POSIX regex.
#define _GNU_SOURCE
#include <regex.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { char path[48]; unsigned hits, errors; unsigned long bytes; } Page;

static Page pages[16];
static size_t page_count;

static Page *page_of(const char *path)
{
    ENTRY *found, wanted = { .key = (char *)path };
    if ((found = hsearch(wanted, FIND)))
        return found->data;
    Page *page = &pages[page_count++];
    snprintf(page->path, sizeof page->path, "%s", path);
    wanted = (ENTRY){ page->path, page };
    return hsearch(wanted, ENTER) ? page : NULL;
}

static int by_bytes(const void *a, const void *b)
{
    const Page *p = a, *q = b;
    return p->bytes == q->bytes ? strcmp(p->path, q->path) : p->bytes < q->bytes ? 1 : -1;
}

int main(void)
{
    static char log[] =
        "192.0.2.7 - anna [29/Feb/2024:12:00:01 +0100] \"GET /index.html HTTP/1.1\" 200 5120\n"
        "192.0.2.9 - - [29/Feb/2024:12:00:04 +0100] \"GET /bilder/größe.png HTTP/1.1\" 200 73113\n"
        "2001:db8::1 - - [29/Feb/2024:12:01:10 +0100] \"POST /login HTTP/2\" 302 0\n"
        "this line is broken\n"
        "192.0.2.7 - anna [29/Feb/2024:12:03:59 +0100] \"GET /index.html?q=1 HTTP/1.1\" 304 -\n"
        "192.0.2.9 - - [29/Feb/2024:13:00:00 +0100] \"GET /fehlt HTTP/1.1\" 404 209\n"
        "192.0.2.9 - - [29/Feb/2024:13:00:01 +0100] \"GET /fehlt HTTP/1.1\" 404 209\n";
    regex_t line, bad;
    if (regcomp(&line, "^([0-9a-f.:]+) [^ ]+ ([^ ]+) \\[[^]]+:([0-9]{2}):[0-9]{2}:[0-9]{2} [^]]*\\] \"(GET|POST) ([^ ?]+)[^\"]*\" ([0-9]{3}) ([0-9]+|-)$",
                REG_EXTENDED | REG_ICASE) != 0)
        return 1;
    hcreate(32);
    unsigned skipped = 0, hours[24] = { 0 };
    char *rest = log, *text;
    while ((text = strsep(&rest, "\n")) && rest) {
        regmatch_t m[8];
        if (regexec(&line, text, 8, m, 0) != 0) {
            skipped++;
            continue;
        }
        char path[48];
        snprintf(path, sizeof path, "%.*s", (int)(m[5].rm_eo - m[5].rm_so), text + m[5].rm_so);
        Page *page = page_of(path);
        page->hits++;
        page->errors += text[m[6].rm_so] == '4';
        page->bytes += strtoul(text + m[7].rm_so, NULL, 10);
        hours[atoi(text + m[3].rm_so)]++;
    }
    qsort(pages, page_count, sizeof *pages, by_bytes);
    printf("%-20s %4s %6s %7s\n", "page", "hits", "errors", "bytes");
    for (Page *p = pages; p < pages + page_count; p++)
        printf("%-20s %4u %6u %7lu\n", p->path, p->hits, p->errors, p->bytes);
    for (int h = 0; h < 24; h++)
        if (hours[h])
            printf("%02d h %.*s\n", h, (int)hours[h], "##########");
    printf("%u line(s) skipped\n", skipped);

    int code = regcomp(&bad, "a(b", REG_EXTENDED);
    char message[80];
    regerror(code, &bad, message, sizeof message);
    printf("a(b: %s\n", message);
    regfree(&line);
    hdestroy();
}
