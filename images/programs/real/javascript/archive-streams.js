// Compresses streams and writes and reads a tar archive and a zip archive by hand (needs: zlib with brotli, streams).
'use strict';

const fs = require('node:fs');
const zlib = require('node:zlib');
const { Readable, Transform } = require('node:stream');
const { pipeline } = require('node:stream/promises');

const FILES = { 'grüße.txt': 'Grüße\n'.repeat(2000), 'zahlen.csv': Array.from({ length: 500 }, (_, n) => `${n};${n * n}`).join('\n'), '空.txt': '' };

function* tar(files) {
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('00000000000\0        0', 136);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    yield header;
    yield Buffer.concat([body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
  }
  yield Buffer.alloc(1024);
}

function untar(data) {
  const files = {};
  for (let at = 0; data[at]; ) {
    const name = data.toString('utf8', at, data.indexOf(0, at));
    const size = Number.parseInt(data.toString('ascii', at + 124, at + 135), 8);
    files[name] = data.toString('utf8', at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

function zip(name, text) {
  const raw = Buffer.from(text);
  const packed = zlib.deflateRawSync(raw);
  const fields = Buffer.alloc(26);
  [20, 0x800, 8, 0, 0x21].forEach((value, n) => fields.writeUInt16LE(value, n * 2));
  [zlib.crc32(raw), packed.length, raw.length].forEach((value, n) => fields.writeUInt32LE(value, 10 + n * 4));
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
}

async function main() {
  let seen = 0;
  const counter = new Transform({ transform(chunk, _, done) { seen += chunk.length; done(null, chunk); } });
  await pipeline(Readable.from(tar(FILES)), counter, zlib.createGzip(), fs.createWriteStream('all.tar.gz'));
  const packed = fs.readFileSync('all.tar.gz');
  console.log(packed.subarray(0, 2).toString('hex'), seen % 512, packed.length < seen / 5);
  const files = untar(zlib.gunzipSync(packed));
  console.log(Object.keys(files), Object.keys(FILES).every((name) => files[name] === FILES[name]));

  const local = zip('grüße.txt', FILES['grüße.txt']);
  const start = 30 + local.readUInt16LE(26);
  console.log(local.toString('latin1', 0, 2), local.toString('utf8', 30, start), zlib.inflateRawSync(local.subarray(start)).length, local.readUInt32LE(14).toString(16));

  const text = Buffer.from('Ein Satz, der sich wiederholt. '.repeat(300));
  for (const [pack, unpack] of [['gzipSync', 'gunzipSync'], ['deflateSync', 'inflateSync'], ['brotliCompressSync', 'brotliDecompressSync']]) {
    console.log(pack, zlib[pack](text).length < 200, zlib[unpack](zlib[pack](text)).equals(text));
  }
  await pipeline(Readable.from([Buffer.from('kein gzip')]), zlib.createGunzip(), fs.createWriteStream('x')).catch((error) => console.log(error.code));
}

main();
