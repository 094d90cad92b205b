# Computes with dates in time zones, over changes of the clock and in calendars (needs: zone data for zoneinfo).
import calendar
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

UTC = timezone.utc
flight = datetime(2024, 3, 30, 22, 15, tzinfo=ZoneInfo("America/New_York"))
for zone in ("Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Auckland", "Australia/Lord_Howe", "America/St_Johns"):
    there = (flight + timedelta(hours=8)).astimezone(ZoneInfo(zone))
    print(f"{zone:20} {there.isoformat()} {there.tzname()}")

berlin = ZoneInfo("Europe/Berlin")
before = datetime(2024, 3, 31, 1, 30, tzinfo=berlin)
after = (before.astimezone(UTC) + timedelta(hours=1)).astimezone(berlin)
print("spring:", before.isoformat(), "→", after.isoformat())
first = datetime(2024, 10, 27, 2, 30, tzinfo=berlin)
second = first.replace(fold=1)
print("autumn:", first.utcoffset(), second.utcoffset(), second.astimezone(UTC) - first.astimezone(UTC))
print("real hours of that day:", (datetime(2024, 10, 28, tzinfo=berlin).astimezone(UTC) - datetime(2024, 10, 27, tzinfo=berlin).astimezone(UTC)) / timedelta(hours=1))
print("1900:", datetime(1900, 1, 1, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC).isoformat(), "zones:", len(available_timezones()) > 400)
try:
    ZoneInfo("Mars/Olympus")
except ZoneInfoNotFoundError as error:
    print("unknown:", error.args[0])

print(date(2024, 2, 29).isocalendar(), date.fromisocalendar(2020, 53, 7), date(2024, 12, 30).strftime("%G-W%V %j"))
print((date(2024, 12, 25) - date(2024, 2, 29)).days, calendar.monthrange(2023, 2), [y for y in range(1896, 1910) if calendar.isleap(y)])
print(datetime.strptime("7 Feb 2024 08:05:09 +0530", "%d %b %Y %H:%M:%S %z").astimezone(UTC).isoformat())
print(datetime.fromisoformat("2024-06-01T12:00:00.250Z").timestamp(), datetime.fromtimestamp(2**31, UTC))


def easter(year: int) -> date:
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


print("easter:", [easter(year).strftime("%d.%m.") for year in (1961, 2000, 2024, 2025)])
print(calendar.TextCalendar().formatmonth(2024, 2), end="")
print("fridays 13th:", [f"{m:02}" for m in range(1, 13) if date(2026, m, 13).weekday() == calendar.FRIDAY])
