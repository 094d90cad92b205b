// Builds an invoice as an HTML document, reads it back and checks its sums (needs: cheerio with its types).
import * as cheerio from 'cheerio';
import { writeFileSync, readFileSync } from 'node:fs';

interface Item {
  readonly name: string;
  readonly count: number;
  readonly cents: number;
  readonly tax: 7 | 19;
}

const items: Item[] = [
  { name: 'Brötchen & Butter', count: 12, cents: 55, tax: 7 },
  { name: 'Öl <kaltgepresst>', count: 1, cents: 1299, tax: 7 },
  { name: '「茶碗」', count: 2, cents: 2450, tax: 19 },
];

const money = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 });
const euros = (cents: number): string => `${money.format(cents / 100)} €`;
const sum = ({ count, cents }: Item): number => count * cents;

function build(title: string, list: readonly Item[]): string {
  const $ = cheerio.load('<!doctype html><html lang="de"><head><meta charset="utf-8"><title></title></head><body><h1></h1><table><tbody></tbody><tfoot></tfoot></table></body></html>');
  $('title, h1').text(title);
  for (const item of list) {
    const row = $('<tr></tr>').attr('data-cents', String(sum(item)));
    for (const text of [item.name, `${item.count} ×`, euros(item.cents), euros(sum(item))]) row.append($('<td></td>').text(text));
    $('tbody').append(row);
  }
  const taxes = Map.groupBy(list, (item) => item.tax);
  for (const [rate, taxed] of [...taxes].sort(([a], [b]) => a - b)) {
    const gross = taxed.reduce((total, item) => total + sum(item), 0);
    $('tfoot').append(`<tr class="tax"><td colspan="3">darin ${rate} % USt</td><td>${euros(Math.round((gross * rate) / (100 + rate)))}</td></tr>`);
  }
  $('tfoot').append($('<tr class="total"><td colspan="3">Gesamt</td></tr>').append($('<td>').text(euros(list.reduce((total, item) => total + sum(item), 0)))));
  return $.html();
}

writeFileSync('rechnung.html', build('Rechnung für Müller & Söhne', items));
const $ = cheerio.load(readFileSync('rechnung.html', 'utf8'));
console.log($('h1').text(), '|', $('h1').html());
$('tr').each((_, row) => {
  const cells = $(row).find('td').map((__, cell) => $(cell).text()).get();
  console.log(cells.join(' | '));
});
const cents = $('tbody tr').get().map((row) => Number($(row).data('cents')));
console.log('sum:', cents.reduce((a, b) => a + b), 'equal:', euros(cents.reduce((a, b) => a + b)) === $('.total td').last().text());
console.log('escaped:', $.html().includes('&lt;kaltgepresst&gt;'), $('tfoot .tax').length);
