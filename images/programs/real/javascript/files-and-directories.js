// Walks, watches over, copies and truncates files, and reads them line by line (needs: a writable directory).
'use strict';

const fs = require('node:fs');
const fsp = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const readline = require('node:readline');

async function* walk(directory) {
  for (const entry of (await fsp.readdir(directory, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else yield file;
  }
}

async function main() {
  const root = await fsp.mkdtemp(path.join(os.tmpdir(), 'bäume-'));
  console.log('below TMPDIR:', path.dirname(root) === os.tmpdir(), os.homedir() === process.env.HOME, os.EOL === '\n');
  for (const name of ['a/eins.txt', 'a/b/zwei.txt', 'ü/名前.dat', 'ü/drei.log']) {
    await fsp.mkdir(path.join(root, path.dirname(name)), { recursive: true });
    await fsp.writeFile(path.join(root, name), `${name}\n`.repeat(3));
  }
  const inside = (name) => path.join(root, name);
  await fsp.symlink('a/eins.txt', inside('link'));
  await fsp.link(inside('a/eins.txt'), inside('hart'));
  for await (const file of walk(root)) console.log(path.relative(root, file), fs.lstatSync(file).isSymbolicLink() ? `→ ${fs.readlinkSync(file)}` : fs.statSync(file).size);

  await fsp.chmod(inside('hart'), 0o640);
  await fsp.utimes(inside('hart'), 0, 86400);
  const info = await fsp.stat(inside('a/eins.txt'));
  console.log('links', info.nlink, 'mode', (info.mode & 0o777).toString(8), info.mtime.toISOString());

  for (const attempt of [() => fsp.readFile(inside('fehlt')), () => fsp.rmdir(inside('a')), () => fsp.mkdir(inside('a')), () => fsp.readdir(inside('hart')), () => fsp.open(inside('hart'), 'wx')]) {
    await attempt().catch((error) => console.log(error.code, error.syscall));
  }

  const big = inside('gross.txt');
  const out = fs.createWriteStream(big);
  for (let n = 1; n <= 5000; n += 1) out.write(`Zeile ${n}: ${'ä'.repeat(n % 7)}\n`);
  await new Promise((resolve) => out.end(resolve));
  let longest = '';
  let count = 0;
  for await (const line of readline.createInterface({ input: fs.createReadStream(big) })) {
    count += 1;
    if (line.length > longest.length) longest = line;
  }
  console.log(count, 'lines, longest', longest);

  const handle = await fsp.open(big, 'r+');
  await handle.write(Buffer.from('ZEILE'), 0, 5, 0);
  const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0);
  await handle.truncate(8);
  console.log(JSON.stringify(buffer.toString()), (await handle.stat()).size);
  await handle.close();

  await fsp.cp(inside('a'), inside('kopie'), { recursive: true });
  await fsp.rename(inside('kopie'), inside('umzug'));
  console.log(fs.existsSync(inside('umzug/b/zwei.txt')), fs.existsSync(inside('kopie')), path.parse('/x/tar.gz'), path.resolve('/a/../b', './c'));
  await fsp.rm(root, { recursive: true });
  console.log('removed:', !fs.existsSync(root));
}

main();
