// Stores versions of documents under identifiers made of their content (needs: uuid, crypto, a writable directory).
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, openSync, readSync, statSync } from 'node:fs';
import { NIL as EMPTY, parse, stringify, v4 as random, v5 as named, validate, version } from 'uuid';

const NAMESPACE = named('https://example.org/documents', named.URL);

interface Entry { readonly id: string; readonly offset: number; readonly length: number }

/** A file of records: 16 bytes of identifier, 4 bytes of length, the text. */
class Store implements Iterable<Entry> {
  readonly #entries = new Map<string, Entry>();

  constructor(readonly path: string) {
    const handle = openSync(path, 'a+');
    const size = statSync(path).size;
    const header = Buffer.alloc(20);
    for (let at = 0; at < size;) {
      readSync(handle, header, 0, 20, at);
      const entry = { id: stringify(header.subarray(0, 16)), offset: at + 20, length: header.readUInt32BE(16) };
      this.#entries.set(entry.id, entry);
      at = entry.offset + entry.length;
    }
    closeSync(handle);
  }

  put(text: string): string {
    const id = named(text, NAMESPACE);
    if (this.#entries.has(id)) return id;
    const body = Buffer.from(text, 'utf8');
    const offset = statSync(this.path).size + 20;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    appendFileSync(this.path, Buffer.concat([parse(id), length, body]));
    this.#entries.set(id, { id, offset, length: body.length });
    return id;
  }

  get(id: string): string {
    if (!validate(id)) throw new TypeError(`${id} ist keine Kennung`);
    const entry = this.#entries.get(id);
    if (!entry) throw new RangeError(`${id} fehlt`);
    const buffer = Buffer.alloc(entry.length);
    const handle = openSync(this.path, 'r');
    readSync(handle, buffer, 0, entry.length, entry.offset);
    closeSync(handle);
    return buffer.toString('utf8');
  }

  *[Symbol.iterator](): IterableIterator<Entry> { yield* this.#entries.values(); }
}

const store = new Store('documents.bin');
const ids = ['Größe', '世界 ✓', 'Größe', 'ein längerer Text '.repeat(50)].map((text) => store.put(text));
console.log(ids.join('\n'), '\n', new Set(ids).size, 'different,', statSync('documents.bin').size, 'bytes');

const again = new Store('documents.bin');
console.log(again.get(ids[1]), again.get(ids[3]).length, [...again].map(({ offset }) => offset), ids.every((id) => version(id) === 5));
for (const wrong of [EMPTY, 'Größe']) {
  try {
    again.get(wrong);
  } catch (error) {
    console.log(error instanceof TypeError ? 'type' : 'range', (error as Error).message);
  }
}
console.log(version(random()), random() !== random(), randomBytes(4).length, createHash('sha1').update(Buffer.from(parse(NAMESPACE))).update('Größe').digest('hex').slice(0, 8) === ids[0].slice(0, 8));
