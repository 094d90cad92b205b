const { spawn, spawnSync } = require('child_process');

spawn('/usr/bin/sleep', ['{{marker}}'], { detached: true, stdio: 'inherit' });
console.log('started');
spawnSync('/usr/bin/sleep', ['{{marker}}'], { stdio: 'inherit' });
