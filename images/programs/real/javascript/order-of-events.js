// Standard input at its end, the order of the event loop, exit handlers, errors and a large output (needs: Node alone).
'use strict';

const assert = require('node:assert/strict');
const events = require('node:events');
const util = require('node:util');
const { AsyncLocalStorage } = require('node:async_hooks');

class StockError extends Error {
  constructor(item, missing, options) {
    super(`von ${item} fehlen ${missing}`, options);
    this.name = 'StockError';
  }
}

function* fibonacci() {
  for (let [a, b] = [0n, 1n]; ; [a, b] = [b, a + b]) yield a;
}

async function main() {
  const input = await process.stdin.toArray();
  console.log('stdin:', input.length, process.argv.length, process.stdin.isTTY ?? false, process.getuid() !== 0);

  const order = [];
  await new Promise((resolve) => {
    setImmediate(() => {
      order.push('immediate');
      setTimeout(() => resolve(order.push('timeout')), 1);
    });
    process.nextTick(() => order.push('tick'));
    Promise.resolve().then(() => order.push('microtask'));
    queueMicrotask(() => order.push('queued'));
    order.push('now');
  });
  console.log(order.join(' '));

  const errors = [() => null.x, () => new Array(-1), () => JSON.parse('{"a":}'), () => decodeURI('%'), () => { throw new StockError('Öl', 3, { cause: new Error('Lager') }); }, () => (function deep() { return deep() + 1; })(), () => 1n + 1, () => assert.deepEqual([1], [2])];
  for (const cause of errors) {
    try {
      cause();
    } catch (error) {
      console.log(error.name, error instanceof Error, error.cause?.message ?? '');
    }
  }
  const results = await Promise.allSettled([Promise.any([Promise.reject(new Error('a')), Promise.reject(new Error('b'))]), Promise.race([new Promise(() => {}), Promise.resolve('fast')])]);
  console.log(results[0].reason.errors.map((error) => error.message), results[1].value);

  const storage = new AsyncLocalStorage();
  console.log(await Promise.all(['ü', '李'].map((user) => storage.run(user, async () => { await null; return storage.getStore(); }))));
  const emitter = new events.EventEmitter();
  emitter.once('ready', (...values) => console.log('ready', ...values));
  console.log(emitter.emit('ready', 1, 'zwei'), emitter.emit('ready'));

  console.log(fibonacci().drop(300).take(1).toArray()[0], fibonacci().filter((n) => n % 2n === 0n).take(6).toArray().join(), 2n ** 127n - 1n, BigInt.asUintN(8, -1n), -7n / 2n);
  console.log(Object.groupBy([1, 2, 3, 4], (n) => (n % 2 ? 'odd' : 'even')).odd, new Set([1, 2, 3]).intersection(new Set([2, 3, 4])).size, [3, 1, 2].toSorted(), [1, 2, 3].at(-1), structuredClone(new Map([[1, { ä: 1 }]])).get(1));
  console.log(util.format('%s %d %i %j %%', 'ü', 1.5, 2.9, { a: [1] }), util.inspect({ a: { b: { c: {} } }, f() {}, s: Symbol('x') }, { depth: 1 }), util.isDeepStrictEqual(new Set([1]), new Set([1])));
  const proxy = new Proxy({}, { get: (_, name) => `<${String(name)}>`, has: () => true });
  console.log(proxy.größe, 'x' in proxy, (0.1 + 0.2).toFixed(2), (255).toString(2), Number.parseInt('zz', 36), Math.hypot(3, 4), Number.MAX_SAFE_INTEGER);

  for (let n = 0; n < 4000; n += 1) console.log(`${String(n).padStart(5, '0')} Zeile mit Umlauten äöü und ${String(n * n).padStart(10)}`);
}

process.once('beforeExit', () => console.log('nothing left'));
process.on('exit', (code) => console.log('exit', code));
process.on('uncaughtException', (error) => console.log('caught at last:', error.message));
main().then(() => { throw new Error('vergessen'); });
