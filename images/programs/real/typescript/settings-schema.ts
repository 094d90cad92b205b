// Infers types from schemas, so that what was checked is typed (needs: zod).
import { z } from 'zod';
import { readFileSync, writeFileSync } from 'node:fs';

const Sensor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('temperature'), unit: z.enum(['C', 'F']), values: z.number().array().nonempty() }),
  z.object({ kind: z.literal('door'), open: z.boolean() }),
]);

const Station = z.object({
  name: z.string().min(1).brand<'StationName'>(),
  position: z.tuple([z.number().gte(-90).lte(90), z.number().gte(-180).lte(180)]),
  since: z.string().date().transform((day) => new Date(`${day}T00:00:00Z`)),
  sensors: z.record(z.string(), Sensor),
  note: z.string().nullish().transform((text) => text ?? '(keine)'),
});

type Station = z.infer<typeof Station>;
type Raw = z.input<typeof Station>;
type Sensor = z.infer<typeof Sensor>;

function describe(sensor: Sensor): string {
  switch (sensor.kind) {
    case 'temperature': {
      const mean = sensor.values.reduce((a, b) => a + b, 0) / sensor.values.length;
      return `${(sensor.unit === 'F' ? ((mean - 32) * 5) / 9 : mean).toFixed(1)} °C`;
    }
    case 'door':
      return sensor.open ? 'offen' : 'zu';
  }
}

const raw: Raw = {
  name: 'Zürich-Süd',
  position: [47.36, 8.53],
  since: '2024-02-29',
  sensors: { außen: { kind: 'temperature', unit: 'C', values: [3.5, 4.1, 2] }, Keller: { kind: 'temperature', unit: 'F', values: [50, 68] }, Tür: { kind: 'door', open: false } },
};
writeFileSync('station.json', JSON.stringify(raw));

const station: Station = Station.parse(JSON.parse(readFileSync('station.json', 'utf8')));
console.log(station.name, station.since.getUTCFullYear(), station.position, station.note);
for (const [name, sensor] of Object.entries(station.sensors)) console.log(`${name}: ${describe(sensor)}`);

const broken: unknown[] = [
  { ...raw, position: [147, 8] },
  { ...raw, since: '2023-02-29' },
  { ...raw, sensors: { x: { kind: 'temperature', unit: 'K', values: [] } } },
  'nichts',
];
for (const value of broken) {
  const result = Station.safeParse(value);
  if (!result.success) console.log(result.error.issues.map(({ path, code }) => `${path.join('/') || '(all)'} ${code}`).join(', '));
}

function parsed<T extends z.ZodTypeAny>(schema: T, text: string): z.infer<T> | undefined {
  const result = schema.safeParse(JSON.parse(text));
  return result.success ? result.data : undefined;
}
const pairs = parsed(z.record(z.number()), '{"ä": 1, "ö": 2}');
console.log(pairs?.ö, parsed(z.literal(42), '41'), Station.keyof().options.length, z.string().pipe(z.coerce.bigint()).parse('12345678901234567890'));
