#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wordexp.h>

static const char *declared(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? "" : value;
}

static void line(const char *name, int ok, const char *seen)
{
    if (ok)
        printf("%s ok\n", name);
    else
        printf("%s is '%s', and '%s' is what counts\n", name, declared(name), seen);
}

static void show_path(void)
{
    char directories[4096], file[4096];
    snprintf(directories, sizeof directories, "%s", declared("PATH"));
    for (char *directory = strtok(directories, ":"); directory != NULL; directory = strtok(NULL, ":")) {
        snprintf(file, sizeof file, "%s/gcc", directory);
        if (access(file, X_OK) == 0) {
            line("PATH", 1, file);
            return;
        }
    }
    line("PATH", 0, "no gcc");
}

static void show_home(void)
{
    wordexp_t words;
    if (wordexp("~", &words, WRDE_NOCMD) != 0)
        line("HOME", 0, "no expansion of ~");
    else
        line("HOME", strcmp(words.we_wordv[0], declared("HOME")) == 0, words.we_wordv[0]);
}

static void show_tmpdir(void)
{
    /* The function to use is mkstemp, which names its directory; this one asks where it is. */
    char own[4096];
    snprintf(own, sizeof own, "%s", declared("TMPDIR"));
    char *used = tempnam(NULL, "kcr");
    setenv("TMPDIR", "{{directory}}", 1);
    char *other = tempnam(NULL, "kcr");
    size_t length = strlen(own);
    int ok = length > 0 && used != NULL && strncmp(used, own, length) == 0 && used[length] == '/'
        && other != NULL && strncmp(other, "{{directory}}/", strlen("{{directory}}/")) == 0;
    if (length > 0)
        setenv("TMPDIR", own, 1);
    else
        unsetenv("TMPDIR");
    line("TMPDIR", ok, used == NULL ? "no name" : used);
}

int main(void)
{
    show_path();
    show_home();
    show_tmpdir();
}
