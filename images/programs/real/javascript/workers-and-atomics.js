// Shares work among worker threads by messages and by shared memory (needs: worker_threads, SharedArrayBuffer).
'use strict';

const { Worker, isMainThread, parentPort, workerData, MessageChannel, receiveMessageOnPort } = require('node:worker_threads');

function primesBetween(from, to) {
  let found = 0;
  for (let n = Math.max(from, 2); n < to; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) {
      if (n % d === 0) { prime = false; break; }
    }
    if (prime) found += 1;
  }
  return found;
}

function work() {
  const { task, from, to, shared } = workerData;
  if (task === 'primes') return parentPort.postMessage(primesBetween(from, to));
  if (task === 'fail') throw new RangeError('Überlauf im Faden');
  if (task === 'count') {
    const counters = new Int32Array(shared);
    for (let n = 0; n < 1000; n += 1) Atomics.add(counters, 0, 1);
    if (Atomics.add(counters, 1, 1) === 2) {
      Atomics.store(counters, 2, 1);
      Atomics.notify(counters, 2);
    }
    return undefined;
  }
  parentPort.on('message', ({ text, port }) => {
    port.postMessage(`${text.toUpperCase()} ✓`);
    port.close();
    parentPort.close();
  });
  return undefined;
}

const start = (data) => new Worker(__filename, { workerData: data });
const result = (worker) => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
const ended = (worker) => new Promise((resolve) => worker.once('exit', resolve));

async function main() {
  const parts = [0, 1, 2].map((n) => start({ task: 'primes', from: n * 10000, to: (n + 1) * 10000 }));
  const counts = await Promise.all(parts.map(result));
  console.log('primes:', counts, counts.reduce((a, b) => a + b));

  const shared = new SharedArrayBuffer(12);
  const counters = new Int32Array(shared);
  const waiting = Atomics.waitAsync(counters, 2, 0);
  const alive = setInterval(() => {}, 1000); // waiting alone keeps no program alive
  const counting = [1, 2, 3].map(() => start({ task: 'count', shared }));
  const all = Promise.all(counting.map(ended));
  console.log('woken:', await waiting.value, Atomics.load(counters, 0), await all);
  clearInterval(alive);

  await result(start({ task: 'fail' })).catch((error) => console.log('error:', error.name, error.message));

  const { port1, port2 } = new MessageChannel();
  const echo = start({ task: 'echo' });
  echo.postMessage({ text: 'straße', port: port2 }, [port2]);
  console.log('answer:', ...await Promise.all([new Promise((resolve) => port1.once('message', resolve)), ended(echo)]));

  const buffer = new ArrayBuffer(8);
  const moved = structuredClone({ buffer, when: new Date(0), map: new Map([['ü', [1n]]]) }, { transfer: [buffer] });
  console.log('moved:', buffer.byteLength, moved.buffer.byteLength, moved.map.get('ü'), moved.when.getTime(), receiveMessageOnPort(new MessageChannel().port1));
}

if (isMainThread) main();
else work();
