// Counts words, letters and columns of a text in several scripts with wide characters; needs the locale C.UTF-8.
#define _GNU_SOURCE
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

enum { LIMIT = 256 };

static int by_code_point(const void *a, const void *b)
{
    return wcscoll(*(wchar_t *const *)a, *(wchar_t *const *)b);
}

int main(void)
{
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 1;
    static const char *lines[] = {
        "Die Straße ist naß, Ärger überall",
        "Съешь же ещё этих мягких французских булок",
        "Η γρήγορη αλεπού πηδάει",
        "素早い茶色の 狐が 跳ぶ",
        "שלום עולם",
        "naïve café – déjà vu",
    };
    printf("%-6s %6s %6s %6s %6s %6s\n", "bytes", "chars", "cols", "words", "upper", "alpha");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        wchar_t text[LIMIT], *state;
        size_t length = mbstowcs(text, lines[i], LIMIT);
        if (length == (size_t)-1)
            return 1;
        size_t upper = 0, alpha = 0, words = 0;
        for (size_t k = 0; k < length; k++) {
            upper += iswupper(text[k]) != 0;
            alpha += iswalpha(text[k]) != 0;
        }
        int columns = wcswidth(text, length);
        wchar_t *list[32], copy[LIMIT];
        wcscpy(copy, text);
        for (wchar_t *w = wcstok(copy, L" ", &state); w; w = wcstok(NULL, L" ", &state))
            list[words++] = w;
        printf("%-6zu %6zu %6d %6zu %6zu %6zu\n", strlen(lines[i]), length, columns, words, upper, alpha);

        qsort(list, words, sizeof *list, by_code_point);
        for (size_t k = 0; k < words; k++) {
            for (wchar_t *c = list[k]; *c; c++)
                *c = towupper(*c);
            printf("%s%ls", k ? " | " : "  ", list[k]);
        }
        putchar('\n');
    }

    // One letter at a time, as a program that reads from a file gets it.
    const char *text = "añ€😀";
    mbstate_t shift = { 0 };
    wchar_t wide;
    for (size_t n; (n = mbrtowc(&wide, text, MB_CUR_MAX, &shift)) > 0; text += n)
        printf("U+%04X takes %zu bytes\n", (unsigned)wide, n);
    printf("a broken sequence: %d\n", (int)mbrtowc(&wide, "\xff", 1, &shift));
}
