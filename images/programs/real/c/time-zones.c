// Prints one moment in several time zones and crosses the changes to and from summer time; needs IANA time zone data.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void use_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

static void show(const char *zone, time_t moment)
{
    char text[80];
    struct tm local;
    use_zone(zone);
    localtime_r(&moment, &local);
    strftime(text, sizeof text, "%a %Y-%m-%d %H:%M:%S %z %Z", &local);
    printf("%-22s %s\n", zone, text);
}

int main(void)
{
    struct tm start = { .tm_year = 2024 - 1900, .tm_mon = 2 - 1, .tm_mday = 29, .tm_hour = 12 };
    time_t noon = timegm(&start);
    printf("epoch %lld\n", (long long)noon);

    const char *zones[] = { "UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu",
                            "Australia/Lord_Howe", "Pacific/Kiritimati", "America/Sao_Paulo" };
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        show(zones[i], noon);

    puts("around the change in Berlin:");
    struct tm change = { .tm_year = 2024 - 1900, .tm_mon = 3 - 1, .tm_mday = 31, .tm_hour = 0, .tm_min = 59, .tm_sec = 59 };
    time_t before = timegm(&change);
    show("Europe/Berlin", before);
    show("Europe/Berlin", before + 1);

    // A day on which the clocks go back has 25 hours.
    use_zone("Europe/Berlin");
    struct tm first = { .tm_year = 2024 - 1900, .tm_mon = 10 - 1, .tm_mday = 27, .tm_isdst = -1 };
    struct tm second = { .tm_year = 2024 - 1900, .tm_mon = 10 - 1, .tm_mday = 28, .tm_isdst = -1 };
    printf("27 October 2024 has %.0f hours in Berlin\n", difftime(mktime(&second), mktime(&first)) / 3600);

    // strptime reads what strftime wrote; a rule in POSIX's notation needs no data.
    struct tm read = { 0 };
    const char *rest = strptime("1999-12-31 23:59:59", "%Y-%m-%d %H:%M:%S", &read);
    use_zone("XYZ-5:45");
    read.tm_isdst = 0;
    printf("rest \"%s\", day of the year %d, epoch %lld\n", rest, read.tm_yday + 1, (long long)mktime(&read));
}
