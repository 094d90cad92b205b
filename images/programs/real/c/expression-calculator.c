// A calculator with variables and functions by recursive descent; errors are reported with their column. Needs only libc and libm.
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text, *position;
static double variables[26];
static jmp_buf failed;
static char message[80];

static void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    longjmp(failed, 1);
}

static int accept(char c)
{
    while (isspace((unsigned char)*position))
        position++;
    return *position == c ? position++, 1 : 0;
}

static double sum(void), power(void);

static double atom(void)
{
    static const struct { const char *name; double (*call)(double); } functions[] = { { "sqrt", sqrt }, { "exp", exp }, { "abs", fabs } };
    if (accept('(')) {
        double value = sum();
        if (!accept(')'))
            fail("expected ) at column %d", (int)(position - text) + 1);
        return value;
    }
    if (accept('-'))
        return -power();
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        size_t n = strlen(functions[i].name);
        if (strncmp(position, functions[i].name, n) == 0) {
            position += n;
            return functions[i].call(atom());
        }
    }
    if (islower((unsigned char)*position)) {
        char name = *position++;
        return accept('=') ? variables[name - 'a'] = sum() : variables[name - 'a'];
    }
    char *end;
    double value = strtod(position, &end);
    if (end == position)
        *position ? fail("unexpected %c at column %d", *position, (int)(position - text) + 1) : fail("unexpected end");
    position = end;
    return value;
}

static double power(void) { double base = atom(); return accept('^') ? pow(base, power()) : base; }

static double product(void)
{
    for (double value = power();;) {
        if (accept('*')) value *= power();
        else if (accept('/')) { double d = power(); if (d == 0) fail("division by zero"); value /= d; }
        else return value;
    }
}

static double sum(void)
{
    for (double value = product();;) {
        if (accept('+')) value += product();
        else if (accept('-')) value -= product();
        else return value;
    }
}

int main(void)
{
    static const char *inputs[] = { "1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "x = 1.5e1", "x / 4 - 1", "sqrt(x * x + 20 ^ 2)",
                                    "10 / (5 - 5)", "2 * (3 + 4", "3 $ 4", "7 -", "abs(-0.5) + exp(0)" };
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        text = position = inputs[i];
        if (setjmp(failed)) {
            printf("%-22s error: %s\n", inputs[i], message);
            continue;
        }
        double value = sum();
        if (!accept('\0'))
            fail("unexpected %c at column %d", *position, (int)(position - text) + 1);
        printf("%-22s = %.10g\n", inputs[i], value);
    }
}
