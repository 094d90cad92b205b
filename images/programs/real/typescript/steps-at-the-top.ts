// Awaits at its top: async iterators, disposable resources, timers, streams and a worker (needs: modules with await at the top).
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import dayjs from 'dayjs';
import { z } from 'zod';

const steps: string[] = [];

class Resource implements AsyncDisposable {
  constructor(readonly name: string) { steps.push(`${name} auf`); }
  async [Symbol.asyncDispose](): Promise<void> {
    await sleep(1);
    steps.push(`${this.name} zu`);
  }
}

async function* ticks(count: number): AsyncGenerator<number> {
  for (let n = 1; n <= count; n += 1) {
    await sleep(1);
    yield n;
  }
}

async function within<T>(work: Promise<T>, ms: number): Promise<T | 'zu spät'> {
  const stop = new AbortController();
  const late = sleep(ms, 'zu spät' as const, { signal: stop.signal }).catch(() => 'zu spät' as const);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}

const numbers: number[] = [];
for await (const n of ticks(5)) numbers.push(n ** 2);
console.log(numbers, await within(Promise.resolve('rechtzeitig'), 5000), await within(new Promise<string>(() => {}), 20));

const first = new Resource('Tür');
try {
  const second = new Resource('Fenster');
  await second[Symbol.asyncDispose]();
} finally {
  await first[Symbol.asyncDispose]();
}
console.log(steps.join(', '));

const file = await open('zeilen.txt', 'w+');
await file.writeFile('eins\nzwei\nfünf\n');
const lines: string[] = [];
for await (const line of createInterface({ input: file.createReadStream({ start: 0 }) })) lines.push(line);
console.log(lines, await Readable.from(lines).map((line: string) => line.length).toArray());

const worker = new Worker('require("node:worker_threads").parentPort.on("message", (n) => { let f = 1n; for (let i = 2n; i <= n; i += 1n) f *= i; require("node:worker_threads").parentPort.postMessage(f); })', { eval: true });
worker.postMessage(30n);
const [factorial] = (await once(worker, 'message')) as [bigint];
console.log(factorial, await worker.terminate());

const { promise, resolve } = Promise.withResolvers<number>();
setImmediate(resolve, 7);
const results = await Promise.allSettled([promise, z.string().parseAsync(5), Array.fromAsync(ticks(3))]);
console.log(results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).name)), dayjs('2024-02-29').add(1, 'day').format('D.M.'));
