<?php
// Converts between calendars, finds Easter and weekdays and prints a month (needs: calendar, intl).
declare(strict_types=1);

foreach ([1961, 2000, 2024, 2025] as $year) {
    $day = (new DateTimeImmutable("$year-03-21", new DateTimeZone('UTC')))->modify('+' . easter_days($year) . ' days');
    echo $day->format('d.m.Y'), ' ', easter_days($year, CAL_EASTER_ALWAYS_JULIAN), '; ';
}
echo "\n";

$jd = gregoriantojd(10, 15, 1582);
printf("%d: Julian %s, Gregorian %s, %s\n", $jd, jdtojulian($jd), jdtogregorian($jd), jddayofweek($jd, CAL_DOW_LONG));
echo cal_days_in_month(CAL_GREGORIAN, 2, 1900), cal_days_in_month(CAL_JULIAN, 2, 1900), ' ', cal_days_in_month(CAL_GREGORIAN, 2, 2024), "\n";
echo 'Jewish: ', jdtojewish(gregoriantojd(10, 3, 2024)), ' French: ', jdtofrench(gregoriantojd(9, 22, 1792)), ' ', jdmonthname($jd, CAL_MONTH_GREGORIAN_LONG), "\n";
echo 'Hebrew: ', iconv('ISO-8859-8', 'UTF-8', jdtojewish(gregoriantojd(10, 3, 2024), true)), "\n";
echo '200 days: ', jdtounix(gregoriantojd(7, 20, 1970)), ' ', unixtojd(0), ' ', cal_from_jd(2440588, CAL_GREGORIAN)['date'], "\n";

function month(int $year, int $month): string
{
    $first = new DateTimeImmutable(sprintf('%d-%02d-01', $year, $month), new DateTimeZone('UTC'));
    $title = IntlDateFormatter::formatObject($first, 'LLLL yyyy', 'de_DE');
    $cells = [...array_fill(0, (int) $first->format('N') - 1, ''), ...range(1, (int) $first->format('t'))];
    $weeks = array_map(fn (array $week) => implode(' ', array_map(fn ($cell) => str_pad((string) $cell, 2, ' ', STR_PAD_LEFT), $week)), array_chunk($cells, 7));
    return implode("\n", [$title, 'Mo Di Mi Do Fr Sa So', ...$weeks]) . "\n";
}

echo month(2024, 3);

$calendar = IntlCalendar::createInstance('UTC', 'fa_IR@calendar=persian');
$calendar->setTime(gmmktime(12, 0, 0, 3, 20, 2024) * 1000.0);
echo 'Persian: ', $calendar->get(IntlCalendar::FIELD_YEAR), '-', $calendar->get(IntlCalendar::FIELD_MONTH) + 1, '-', $calendar->get(IntlCalendar::FIELD_DAY_OF_MONTH), ', ';
$islamic = IntlCalendar::createInstance('UTC', 'en@calendar=islamic-civil');
$islamic->setTime(gmmktime(12, 0, 0, 7, 8, 2024) * 1000.0);
echo 'Islamic: ', $islamic->get(IntlCalendar::FIELD_YEAR), '-', $islamic->get(IntlCalendar::FIELD_MONTH) + 1, "\n";

$period = new DatePeriod(new DateTimeImmutable('2026-01-13'), new DateInterval('P1M'), new DateTimeImmutable('2027-01-01'));
$fridays = array_filter(iterator_to_array($period), fn (DateTimeInterface $day) => $day->format('N') === '5');
echo 'Fridays 13th: ', implode(', ', array_map(fn (DateTimeInterface $day) => $day->format('d.m.'), $fridays)), "\n";
echo date_create('last monday of february 2024')->format('Y-m-d'), ' ', date_create('2024-01-31')->modify('+1 month')->format('Y-m-d'), ' ', date('D, j M Y', 0), "\n";
