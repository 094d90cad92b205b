// A module, and with its own declarations: it compiles with and without Node's type definitions.
export {};
declare const require: (module: string) => any;
declare const process: any;
declare const Buffer: any;

const fs = require('fs');

function show(key: string, read: () => string | number): void {
  try {
    console.log(`${key} ${read()}`);
  } catch (error) {
    console.log(`${key} ! ${(error as Error).message}`);
  }
}

const hexOf = (file: string): string => fs.readFileSync(file).toString('hex');

show('environ', () => hexOf('/proc/self/environ'));
show('status', () => hexOf('/proc/self/status'));
show('cwd', () => Buffer.from(process.cwd()).toString('hex'));
show('mntns', () => fs.readlinkSync('/proc/self/ns/mnt'));
show('nonce', () => hexOf('{{nonce}}'));
show('stdin', () => fs.readFileSync(0).length);
show('version', () => require('typescript').version);
console.log('utf8 Grüße, 世界 ✓');

fs.writeFileSync('{{file}}', 'written by the report\n');
console.error('Überlauf ✓');
process.exitCode = 3;
