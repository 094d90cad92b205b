// Makes and checks identifiers: of names, of time and by chance (needs: uuid, the crypto module).
'use strict';

const { randomUUID } = require('node:crypto');
const { v1, v3, v4, v5, v7, NIL, parse, stringify, validate, version } = require('uuid');

const DNS = v5.DNS;
console.log(v3('python.org', v3.DNS), v5('python.org', DNS));
const names = ['Größe', '東京', 'example.org'];
for (const name of names) {
  const id = v5(name, DNS);
  console.log(name.padEnd(12), id, version(id), v5(name, DNS) === id);
}

const own = v5('https://example.org/', v5.URL);
console.log('nested:', v5('Seite 1', own) !== v5('Seite 2', own), validate(own));

console.log('versions:', [v1(), v4(), v7(), randomUUID()].map(version), 'of nothing:', version(NIL));
console.log('valid:', ['886313e1-3b8a-5372-9b90-0c9aee199e5d', '886313E1-3B8A-5372-9B90-0C9AEE199E5D', '886313e13b8a53729b900c9aee199e5d', 'ü', NIL].map(validate));

const bytes = parse('886313e1-3b8a-5372-9b90-0c9aee199e5d');
console.log(Buffer.from(bytes).toString('base64url'), stringify(bytes), bytes instanceof Uint8Array);
try {
  parse('keine Kennung');
} catch (error) {
  console.log('refused:', error.name);
}

const fixed = v4({ random: Uint8Array.from({ length: 16 }, (_, n) => n * 17) });
console.log('fixed bytes:', fixed);

const inTime = Array.from({ length: 5 }, (_, n) => v7({ msecs: Date.UTC(2024, 1, 29) + n * 1000 }));
const stamps = inTime.map((id) => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString());
console.log('sorted by time:', [...inTime].sort().join() === inTime.join(), stamps[0], stamps[4]);

const seen = new Set();
for (let n = 0; n < 20000; n += 1) seen.add(v4());
console.log('unique:', seen.size, [...seen].every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));

const registry = new Map(names.map((name) => [v5(name, DNS), { name }]));
const weak = new WeakMap([...registry.values()].map((entry, number) => [entry, number]));
console.log('looked up:', registry.get(v5('東京', DNS)).name, weak.get(registry.get(v5('東京', DNS))));
