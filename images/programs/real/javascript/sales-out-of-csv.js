// Reads sales out of CSV, synchronously and as a stream, and prints a report by month and region (needs: csv-parse, lodash).
'use strict';

const fs = require('node:fs');
const { parse } = require('csv-parse');
const { parse: parseSync } = require('csv-parse/sync');
const _ = require('lodash');

const TABLE = `Datum;Region;Artikel;Menge;Preis
2024-01-05;Süd;"Äpfel; rot";10;1,50
2024-01-09;Nord;"Birne ""Conference""";4;2,25
# Februar
2024-02-01;Süd;Öl;7;12,00
2024-02-14;Nord;"Brot
mit Körnern";2;3,40
`;

const options = {
  delimiter: ';',
  columns: true,
  comment: '#',
  cast: (value, { column, header }) => {
    if (header) return value;
    if (column === 'Menge') return Number(value);
    return column === 'Preis' ? Number(value.replace(',', '.')) : value;
  },
};

const euros = (amount) => `${amount.toFixed(2).replace('.', ',')} €`;

function report(rows) {
  const revenue = (row) => row.Menge * row.Preis;
  const byMonth = _.groupBy(rows, (row) => row.Datum.slice(0, 7));
  for (const [month, sold] of Object.entries(byMonth)) {
    console.log(`${month}: ${sold.length} Zeilen, ${euros(_.sumBy(sold, revenue))}`);
  }
  const regions = _(rows).groupBy('Region').mapValues((sold) => _.sumBy(sold, revenue)).toPairs().orderBy(1, 'desc').value();
  for (const [region, sum] of regions) console.log(region.padEnd(8, '.') + euros(sum).padStart(10, '.'));
  console.log(rows.map((row) => JSON.stringify(row.Artikel)).join(' '));
}

async function streamed(file) {
  const rows = [];
  for await (const row of fs.createReadStream(file, { highWaterMark: 7 }).pipe(parse(options))) rows.push(row);
  return rows;
}

(async () => {
  const rows = parseSync(TABLE, options);
  report(rows);
  fs.writeFileSync('verkäufe.csv', TABLE);
  console.log('stream gives the same:', _.isEqual(rows, await streamed('verkäufe.csv')));
  try {
    parseSync('a,b\n1,2,3\n');
  } catch (error) {
    console.log('refused:', error.code, 'in line', error.lines);
  }
  console.log(parseSync('\ufeffa\tb\r\n1\t2\r\n', { bom: true, delimiter: '\t', columns: true }));
})();
