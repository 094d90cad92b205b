const { execFileSync } = require('child_process');
const { createRequire } = require('module');
const os = require('os');

function line(name, problem) {
  try {
    console.log(name, problem() || 'ok');
  } catch (error) {
    console.log(name, error.message.split('\n')[0]);
  }
}

const differs = (name, seen) =>
  process.env[name] === seen ? '' : `is ${process.env[name]}, and ${seen} is what counts`;

line('PATH', () => {
  const started = execFileSync('node', ['-p', 'process.execPath']).toString().trim();
  return started === process.execPath ? '' : `finds ${started}`;
});
line('HOME', () => differs('HOME', os.homedir()));
// The image's runner of TypeScript is in need of this package, so that it is there in every set.
line('NODE_PATH', () => createRequire('/elsewhere/program.js').resolve('typescript') ? '' : 'finds nothing');
line('TMPDIR', () => {
  const problem = differs('TMPDIR', os.tmpdir());
  // What it is set to is also what Node takes by itself: only another value shows that it is read.
  process.env.TMPDIR = '{{directory}}';
  return problem || differs('TMPDIR', os.tmpdir());
});
