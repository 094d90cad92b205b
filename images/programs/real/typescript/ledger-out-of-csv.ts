// Reads bookings out of CSV, typed and checked line by line, and balances the accounts (needs: csv-parse with its types).
import { parse } from 'csv-parse/sync';
import { parse as stream, CsvError } from 'csv-parse';
import { Readable } from 'node:stream';

interface Booking { day: string; from: string; to: string; cents: bigint; text: string }
type Row = Record<'Tag' | 'Von' | 'An' | 'Betrag' | 'Text', string>;

const SOURCE = `Tag;Von;An;Betrag;Text
2024-01-02;Bank;Miete;850,00;"Miete ""Januar"""
2024-01-05;Kunde Ö;Bank;1.200,50;Rechnung 7
2024-01-09;Bank;Büro;49,90;"Papier;
Tinte"
2024-01-31;Bank;Löhne;300,60;
`;

class BookingError extends Error {
  constructor(readonly line: number, message: string) {
    super(`Zeile ${line}: ${message}`);
    this.name = new.target.name;
  }
}

function cents(text: string, line: number): bigint {
  const match = /^(?<whole>\d{1,3}(?:\.\d{3})*|\d+),(?<part>\d\d)$/.exec(text);
  if (!match?.groups) throw new BookingError(line, `kein Betrag: ${text}`);
  return BigInt(match.groups.whole.replaceAll('.', '')) * 100n + BigInt(match.groups.part);
}

function read(source: string): Booking[] {
  const rows: Row[] = parse(source, { columns: true, delimiter: ';' });
  return rows.map((row, n) => ({ day: row.Tag, from: row.Von, to: row.An, cents: cents(row.Betrag, n + 2), text: row.Text.replace(/\n/g, ' ') }));
}

const show = (value: bigint): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
};

const bookings = read(SOURCE);
const accounts = new Map<string, bigint>();
for (const { from, to, cents: amount } of bookings) {
  accounts.set(from, (accounts.get(from) ?? 0n) - amount);
  accounts.set(to, (accounts.get(to) ?? 0n) + amount);
}
for (const [name, value] of [...accounts].sort(([a], [b]) => a.localeCompare(b, 'de'))) console.log(name.padEnd(10), show(value).padStart(10));
console.log('balanced:', [...accounts.values()].reduce((a, b) => a + b, 0n) === 0n);
for (const { day, text } of bookings) console.log(day, JSON.stringify(text));

try {
  read(SOURCE.replace('49,90', 'viel'));
} catch (error) {
  if (error instanceof BookingError) console.log(error.name, error.line, error.message);
}

async function main(): Promise<void> {
  const lengths: number[] = [];
  for await (const record of Readable.from([SOURCE]).pipe(stream({ delimiter: ';', fromLine: 2 })) as AsyncIterable<string[]>) lengths.push(record.length);
  console.log('fields:', lengths);
  stream('a,"b', (error: CsvError | undefined) => console.log('unclosed:', error?.code));
}

void main();
