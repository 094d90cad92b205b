// Plans trains over midnight, a change of the clock and several time zones (needs: dayjs with its plugins, zone data).
import dayjs, { Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';
import timezone from 'dayjs/plugin/timezone';
import duration from 'dayjs/plugin/duration';
import minMax from 'dayjs/plugin/minMax';
import 'dayjs/locale/de';
import 'dayjs/locale/pl';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(duration);
dayjs.extend(minMax);

type Zone = 'Europe/Lisbon' | 'Europe/Paris' | 'Europe/Helsinki';
interface Stop { readonly place: string; readonly zone: Zone; readonly arrive?: string; readonly leave?: string }

const stops: readonly Stop[] = [
  { place: 'Lisboa', zone: 'Europe/Lisbon', leave: '2024-03-30T21:30' },
  { place: 'Orléans', zone: 'Europe/Paris', arrive: '2024-03-31T12:10', leave: '2024-03-31T12:45' },
  { place: 'Köln', zone: 'Europe/Paris', arrive: '2024-03-31T18:05', leave: '2024-03-31T23:50' },
  { place: 'Hämeenlinna', zone: 'Europe/Helsinki', arrive: '2024-04-02T07:15' },
];

const at = (local: string, zone: Zone): Dayjs => dayjs.tz(local, zone);
const span = (from: Dayjs, to: Dayjs): string => {
  const length = dayjs.duration(to.diff(from));
  return `${Math.floor(length.asHours())} h ${String(length.minutes()).padStart(2, '0')} min`;
};

let travelling = 0;
for (const [n, stop] of stops.entries()) {
  const next = stops[n + 1];
  console.log(`${stop.place.padEnd(12)} ${(stop.arrive ?? '').slice(11).padEnd(6)} ${(stop.leave ?? '').slice(11)}`.trimEnd());
  if (stop.leave && next?.arrive) {
    const [from, to] = [at(stop.leave, stop.zone), at(next.arrive, next.zone)];
    travelling += to.diff(from, 'minute');
    console.log(`   ${span(from, to)}, in UTC ${from.utc().format('DD. HH:mm')} – ${to.utc().format('DD. HH:mm')}`);
  }
}
console.log('travelling for', travelling, 'minutes');

const times = stops.flatMap(({ zone, arrive, leave }) => [arrive, leave].filter((time) => time !== undefined).map((time) => at(time, zone)));
const [first, last] = [dayjs.min(times), dayjs.max(times)];
console.log(first?.toISOString(), last?.toISOString(), last?.diff(first, 'hour'));

const day = dayjs.utc('2024-02-29');
console.log([1, 4, 12].map((months) => day.add(months, 'month').format('YYYY-MM-DD')), day.startOf('week').format('ddd'), day.set('year', 2023).isValid());
console.log(day.locale('de').format('dddd, DD. MMMM'), '|', day.locale('pl').format('dddd, D MMMM'), '|', day.isAfter('2024-02-28'), day.unix());

const everyTenDays = function* (from: Dayjs, until: Dayjs): Generator<Dayjs, number> {
  let count = 0;
  for (let each = from; each.isBefore(until); each = each.add(10, 'day')) {
    yield each;
    count += 1;
  }
  return count;
};
console.log([...everyTenDays(day, day.add(1, 'month'))].map((each) => each.format('DD.MM.')).join(' '));
