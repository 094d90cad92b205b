#include <stdio.h>

static void flood(FILE *stream)
{
    for (int i = 0; i < 32768; i++)
        fputs("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", stream);
}

int main(void)
{
    flood(stdout);
    flood(stderr);
}
