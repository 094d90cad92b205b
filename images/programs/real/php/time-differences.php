<?php
// Computes with moments, intervals, periods and languages, over changes of the clock (needs: nesbot/carbon, its translations, zone data).
declare(strict_types=1);

require 'vendor/autoload.php';

use Carbon\Carbon;
use Carbon\CarbonImmutable;
use Carbon\CarbonInterval;
use Carbon\CarbonPeriod;

Carbon::setTestNow(Carbon::create(2024, 2, 29, 12, 0, 0, 'UTC'));
CarbonImmutable::setTestNow(Carbon::getTestNow());

$now = CarbonImmutable::now('UTC');
echo $now->toIso8601String(), ' ', $now->addYear()->toDateString(), ' ', $now->addYearNoOverflow()->toDateString(), ' ', $now->subMonthNoOverflow()->toDateString(), "\n";
foreach (['de', 'fr', 'ja', 'pl'] as $locale) {
    echo $locale, ': ', $now->locale($locale)->isoFormat('LL'), ' | ', $now->subHours(3)->locale($locale)->diffForHumans(), ' | ', $now->locale($locale)->dayName, "\n";
}
foreach (['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Auckland'] as $zone) {
    echo str_pad($zone, 17), $now->tz($zone)->format('Y-m-d H:i T P'), "\n";
}

$spring = CarbonImmutable::parse('2024-03-31 01:30', 'Europe/Berlin');
echo 'clock change: ', $spring->addHour()->format('H:i T'), ' ', $spring->addDay()->format('d. H:i T'), ' ', $spring->isDST() ? 'summer' : 'winter', ' ', $spring->addHours(2)->isDST() ? 'summer' : 'winter', "\n";
$day = new DateTimeImmutable('2024-10-27', new DateTimeZone('Europe/Berlin'));
echo 'hours of a long day: ', ($day->modify('+1 day')->getTimestamp() - $day->getTimestamp()) / 3600, "\n";

$period = CarbonPeriod::create('2024-02-26', '1 day', '2024-03-05')->filter(fn ($date) => $date->isWeekday());
echo 'workdays: ', implode(' ', array_map(fn ($date) => $date->format('d.m.'), iterator_to_array($period, false))), "\n";
echo 'until Christmas: ', (int) abs($now->startOfDay()->diffInDays('2024-12-25')), ' days, ', $now->isLeapYear() ? 'leap year' : '-', ', week ', $now->isoWeek(), ', quarter ', $now->quarter, "\n";
echo CarbonInterval::seconds(93784)->cascade()->forHumans(), ' | ', CarbonInterval::fromString('1 week 2 days 3h')->locale('de')->forHumans(), ' | ', CarbonInterval::make('PT36H')->totalDays, "\n";
echo Carbon::parse('first monday of january 2025')->toDateString(), ' ', Carbon::createFromFormat('d.m.Y H:i', '05.03.2023 07:08', 'UTC')->timestamp, ' ', Carbon::parse('1969-07-20')->age, ' ', $now->between('2024-01-01', '2024-12-31') ? 'within' : 'outside', "\n";
echo $now->nextWeekendDay()->format('D d.m.'), ' ', $now->endOfQuarter()->toDateString(), ' ', $now->floorWeek()->toDateString(), ' ', Carbon::hasFormat('31/02/2023', 'd/m/Y') ? 'format' : '-', ' ', $now->max('2030-01-01')->year, "\n";
try {
    Carbon::parse('kein Datum');
} catch (Exception $e) {
    echo (new ReflectionClass($e))->getShortName(), "\n";
}

$interval = (new DateTime('2000-02-29'))->diff(new DateTime('2024-02-28'));
echo $interval->format('%y years %m months %d days, %a in all'), ' ', (new DateTime('@1709164800'))->format(DATE_COOKIE), "\n";
$transitions = (new DateTimeZone('Europe/Paris'))->getTransitions(1704067200, 1735689599);
echo 'changes: ', implode(' ', array_map(fn (array $t) => gmdate('d.m. H:i', $t['ts']) . $t['abbr'], array_slice($transitions, 1))), ' ', count(DateTimeZone::listIdentifiers()) > 300 ? 'many zones' : 'few zones', "\n";
