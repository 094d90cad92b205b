#include <stdio.h>

int main(void)
{
    int answer = forty_two;
    printf("%d\n", answer);
}
