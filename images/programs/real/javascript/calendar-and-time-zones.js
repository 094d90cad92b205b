// Computes with dates, weeks and time zones and prints a month in German (needs: dayjs, its plugins and locales, zone data).
'use strict';

const dayjs = require('dayjs');
for (const plugin of ['utc', 'timezone', 'isoWeek', 'duration', 'relativeTime', 'customParseFormat', 'weekday', 'isBetween', 'quarterOfYear']) {
  dayjs.extend(require(`dayjs/plugin/${plugin}`));
}
require('dayjs/locale/de');
require('dayjs/locale/ja');

const leap = dayjs.utc('2024-02-29T12:00:00Z');
console.log(leap.add(1, 'year').format('YYYY-MM-DD'), leap.subtract(1, 'month').format('YYYY-MM-DD'), leap.endOf('month').toISOString());
console.log(leap.locale('de').format('dddd, D. MMMM YYYY'), '|', leap.locale('ja').format('YYYY年MMMD日 dddd'));
console.log('week', dayjs.utc('2024-12-30').isoWeek(), 'of', dayjs.utc('2024-12-30').isoWeekYear(), 'quarter', leap.quarter());
console.log(dayjs.utc('2024-12-25').diff('2024-02-29', 'day'), dayjs.utc('2000-02-29').diff('2024-02-28', 'year'));

for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland']) {
  const there = leap.tz(zone);
  console.log(zone.padEnd(18), there.format('YYYY-MM-DD HH:mm Z'));
}
const before = dayjs.tz('2024-03-31 01:30', 'Europe/Berlin');
const after = dayjs.tz('2024-03-31 03:30', 'Europe/Berlin');
console.log('hours between:', after.diff(before, 'hour'), before.format('Z'), after.format('Z'));

const parsed = dayjs.utc('05.03.2023 07:08', 'DD.MM.YYYY HH:mm', true);
console.log(parsed.toISOString(), dayjs('31.02.2023', 'DD.MM.YYYY', true).isValid(), parsed.isBetween('2023-01-01', '2023-12-31'));
console.log(dayjs.duration(93784, 'seconds').format('D[d] HH:mm:ss'), dayjs.duration({ hours: 36 }).asDays());
console.log(dayjs.utc('2024-03-01').locale('de').from(leap), '|', leap.to(dayjs.utc('2026-02-28')));

function month(year, number) {
  const first = dayjs.utc(`${year}-${String(number).padStart(2, '0')}-01`).locale('de');
  const cells = Array(first.isoWeekday() - 1).fill('').concat(Array.from({ length: first.daysInMonth() }, (_, day) => String(day + 1)));
  const lines = [first.format('MMMM YYYY'), 'Mo Di Mi Do Fr Sa So'];
  for (let n = 0; n < cells.length; n += 7) lines.push(cells.slice(n, n + 7).map((cell) => cell.padStart(2)).join(' '));
  return lines.join('\n');
}
console.log(month(2024, 3));

// The same without a library.
const formatted = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });
console.log(formatted.format(new Date(Date.UTC(2024, 1, 29, 20, 0))), new Date('2024-02-29').getUTCDay(), new Date('nonsense').getTime());
