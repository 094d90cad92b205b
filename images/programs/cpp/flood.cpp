#include <cstdio>

int main()
{
    for (int i = 0; i < 32768; i++)
        std::puts("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde");
}
