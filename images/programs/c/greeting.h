#include <stdio.h>

static void greet(char *text, size_t size, const char *origin)
{
    snprintf(text, size, "Grüße aus %s ✓", origin);
}
