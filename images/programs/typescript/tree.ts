// A module, and with its own declarations: it compiles with and without Node's type definitions.
export {};
declare const require: (module: string) => any;

const { spawn, spawnSync } = require('child_process');

const sleep: [string, string[]] = ['/usr/bin/sleep', ['{{marker}}']];
spawn(...sleep, { detached: true, stdio: 'inherit' });
console.log('started');
spawnSync(...sleep, { stdio: 'inherit' });
