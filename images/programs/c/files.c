#include <stdio.h>
#include <string.h>

int main(void)
{
    char line[1024], first[1024] = "";
    int count = 0;
    FILE *input = fopen("{{input}}", "r");
    if (input == NULL) {
        perror("the uploaded file");
        return 1;
    }
    while (fgets(line, sizeof line, input) != NULL)
        if (count++ == 0)
            memcpy(first, line, strcspn(line, "\n"));
    fclose(input);
    printf("%d %s\n", count, first);

    FILE *output = fopen("{{file}}", "w");
    if (output == NULL) {
        perror("the file to write");
        return 1;
    }
    fprintf(output, "written: %s\n", first);
    fclose(output);
}
