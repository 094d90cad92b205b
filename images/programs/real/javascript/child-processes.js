// Starts processes, talks to them over pipes and channels, signals them and reads their status (needs: child_process).
'use strict';

const { execFile, execFileSync, fork, spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const { promisify } = require('node:util');

if (process.argv[2] === 'child') {
  process.on('message', (message) => {
    if (message === 'end') return process.disconnect();
    return process.send({ sum: message.numbers.reduce((a, b) => a + b, 0), text: [...message.text].reverse().join('') });
  });
} else {
  main();
}

async function main() {
  const child = fork(__filename, ['child']);
  child.send({ numbers: [1, 2, 39], text: 'größe' });
  const [answer] = await once(child, 'message');
  child.send('end');
  const [status] = await once(child, 'exit');
  console.log('forked:', answer, status);

  const filter = spawn(process.execPath, ['-e', 'process.stdin.on("data", (part) => process.stdout.write(part.toString().toUpperCase()))']);
  filter.stdin.end('straße und größe');
  let output = '';
  for await (const part of filter.stdout.setEncoding('utf8')) output += part;
  console.log('filtered:', output);

  const failed = spawnSync(process.execPath, ['-e', 'console.error("Fehler ü"); process.exit(7)'], { encoding: 'utf8' });
  console.log('failed:', failed.status, failed.stderr.trim());
  const late = spawnSync(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 300 });
  console.log('too slow:', late.error.code, late.signal);
  console.log('missing:', spawnSync('/nirgends/programm').error.code);

  const stubborn = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => { console.log("noted"); process.exitCode = 3; clearInterval(timer) }); const timer = setInterval(() => {}, 1000); console.log("ready")']);
  const lines = [];
  stubborn.stdout.setEncoding('utf8').on('data', (text) => {
    lines.push(...text.trim().split('\n'));
    if (text.includes('ready')) stubborn.kill('SIGTERM');
  });
  const [code, signal] = await once(stubborn, 'close');
  console.log('signalled:', lines, code, signal);

  const first = spawn(process.execPath, ['-e', 'for (let n = 0; n < 1000; n += 1) console.log(n)']);
  const second = spawn(process.execPath, ['-e', 'let t = ""; process.stdin.on("data", (d) => t += d).on("end", () => console.log(t.trim().split("\\n").reduce((a, b) => a + Number(b), 0)))'], { stdio: [first.stdout, 'pipe', 'inherit'] });
  console.log('chained:', (await second.stdout.setEncoding('utf8').toArray()).join('').trim());

  const environment = { GRUSS: 'Hallo ✓' };
  console.log(execFileSync(process.execPath, ['-p', 'process.env.GRUSS + " " + process.env.HOME'], { env: environment, encoding: 'utf8' }).trim());
  const { stdout } = await promisify(execFile)(process.execPath, ['-p', '"x".repeat(100000).length + process.argv.length', 'a', 'b']);
  console.log(stdout.trim());
  const alive = setInterval(() => {}, 1000);
  process.once('SIGUSR2', (name) => {
    console.log('heard:', name);
    clearInterval(alive);
  });
  process.kill(process.pid, 'SIGUSR2');
}
