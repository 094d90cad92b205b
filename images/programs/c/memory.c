#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
    const size_t block = 16u << 20;
    for (int i = 0; i < 256; i++) {
        char *memory = malloc(block);
        if (memory == NULL) {
            perror("malloc");
            return 1;
        }
        memset(memory, i + 1, block);
    }
    puts("no limit");
}
