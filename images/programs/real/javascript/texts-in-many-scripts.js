// Sorts, segments, normalises, matches and formats text in many scripts (needs: Node's full ICU).
'use strict';

const names = ['Zürich', 'Ärger', 'Öl', 'Apfel', 'Ziege', 'zebra', 'Ähre', 'Oslo', 'Ångström'];
console.log('plain  ', [...names].sort().join(' '));
console.log('German ', [...names].sort(new Intl.Collator('de').compare).join(' '));
console.log('Swedish', [...names].sort(new Intl.Collator('sv').compare).join(' '));
console.log(['10', '9', '2a', '1'].sort(new Intl.Collator('en', { numeric: true }).compare), 'a'.localeCompare('Á', 'en', { sensitivity: 'base' }));

for (const text of ['é', 'ﬁ', '한', 'Å']) {
  console.log(text, ['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => [...text.normalize(form)].map((char) => char.codePointAt(0).toString(16)).join('+')).join(' '));
}
const graphemes = (text, locale = 'en') => [...new Intl.Segmenter(locale, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
for (const text of ['👩‍👩‍👧', 'नमस्ते', 'e\u0301a', '🇩🇪🇫🇷']) console.log(text, text.length, [...text].length, graphemes(text).length, Buffer.byteLength(text));
const words = [...new Intl.Segmenter('ja', { granularity: 'word' }).segment('吾輩は猫である。')].filter((part) => part.isWordLike).map((part) => part.segment);
console.log(words.join('|'), '|', graphemes('Grüße').reverse().join(''));

console.log(new Intl.NumberFormat('de-DE').format(1234567.891), new Intl.NumberFormat('en-IN').format(12345678), new Intl.NumberFormat('ar-EG', { numberingSystem: 'arab' }).format(123));
console.log(new Intl.NumberFormat('ja-JP', { style: 'currency', currency: 'JPY' }).format(5000).normalize('NFKC'), new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 1 }).format(0.1234).replace(/\s/u, '_'));
const plural = new Intl.PluralRules('pl');
console.log([1, 2, 5, 22, 25].map((n) => plural.select(n)), new Intl.PluralRules('en', { type: 'ordinal' }).select(22));
console.log(new Intl.ListFormat('de', { type: 'conjunction' }).format(['Äpfel', 'Birnen', 'Öl']), new Intl.RelativeTimeFormat('de', { numeric: 'auto' }).format(-1, 'day'));
console.log(new Intl.DisplayNames('de', { type: 'region' }).of('JP'), new Intl.Locale('zh').maximize().script, Intl.getCanonicalLocales('DE-at')[0]);
console.log(new Date(Date.UTC(2024, 1, 29)).toLocaleDateString('de-DE', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }));

console.log('STRASSE'.toLowerCase(), 'ß'.toUpperCase(), 'I'.toLocaleLowerCase('tr'), 'i'.toLocaleUpperCase('tr'), 'ΣΑΣ'.toLowerCase());
console.log('Ωmega größe 東京 x2'.match(/\p{Letter}+/gu), /^\p{Script=Cyrillic}+$/u.test('Привет'), 'a1٣४'.match(/\p{Nd}/gu).length);
console.log('Müller, Zoë'.replace(/(?<last>\p{L}+), (?<first>\p{L}+)/u, '$<first> $<last>'), 'Äpfel'.normalize('NFD').replace(/\p{M}/gu, ''));
const date = /(?<y>\d{4})-(?<m>\d\d)/dg.exec('am 2024-03');
console.log(date.groups.y, date.indices.groups.m, [...'a-b_c'.matchAll(/[a-z]/g)].map((match) => match.index), 'ab'.isWellFormed(), '\ud800'.isWellFormed());

const latin = new TextDecoder('windows-1252').decode(Uint8Array.of(0x80, 0xe4, 0xdf));
console.log(latin, new TextDecoder('shift_jis').decode(Uint8Array.of(0x93, 0xfa, 0x96, 0x7b)), new TextDecoder('gb18030').decode(Uint8Array.of(0xd6, 0xd0)), new TextDecoder('koi8-r').decode(Uint8Array.of(0xf0)));
try {
  new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(0xff));
} catch (error) {
  console.log(error.name, Buffer.from([0xe4]).toString('utf8') === '\ufffd', encodeURIComponent('ä 世'));
}
