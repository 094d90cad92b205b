#include <cstdio>

static void flood(std::FILE *stream)
{
    for (int i = 0; i < 32768; i++)
        std::fputs("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", stream);
}

int main()
{
    flood(stdout);
    flood(stderr);
}
