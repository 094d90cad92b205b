#include <cstdio>

int main()
{
    for (std::FILE *stream : {stdout, stderr})
        for (int i = 0; i < 32768; i++)
            std::fputs("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n", stream);
}
