const fs = require('fs');

const lines = fs.readFileSync('{{input}}', 'utf8').trimEnd().split('\n');
fs.writeFileSync('{{file}}', `written: ${lines[0]}\n`);
console.log(lines.length, lines[0]);
