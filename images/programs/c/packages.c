{{imports}}
#include <stdio.h>

int main(void)
{
    puts("imported");
}
