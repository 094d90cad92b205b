#include "{{directory}}/greeting.h"
#include <stdio.h>

int main(void)
{
    char text[100];
    greet(text, sizeof text, "zwei Dateien");
    puts(text);
}
