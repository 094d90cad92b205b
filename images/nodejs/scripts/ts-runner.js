// Type-checks, compiles and runs a TypeScript program: node /opt/scripts/ts-runner.js code.ts [argument...]
//
// Nothing is written beside the source: the compiler's output goes to a directory of this run's own below TMPDIR, is read
// into memory and removed before the program starts. So runs at the same time share no file name, `__dirname`, relative
// imports and stack traces are the source's, and a program that is killed leaves nothing behind.
'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');
const url = require('node:url');

const modules = path.join(__dirname, '..', 'node_modules');
const sourceExtensions = ['.ts', '.cts'];

if (process.argv.length < 3) {
  process.stderr.write('usage: node ts-runner.js FILE.ts [ARGUMENT...]\n');
  process.exit(2);
}

const main = path.resolve(process.argv[2]);
const compiled = compile(main);

for (const extension of sourceExtensions) {
  Module._extensions[extension] = (module, file) => module._compile(compiled.get(file) ?? fs.readFileSync(file, 'utf8'), file);
}

// A program with await at its top is a module: Node finds that out of JavaScript by itself, of what is compiled here it has to be told.
if (compiled.isModule) {
  Module.registerHooks({
    resolve: (specifier, context, next) => next(sourceOf(specifier, context.parentURL) ?? specifier, context),
    load: (address, context, next) => {
      const source = address.startsWith('file:') ? compiled.get(url.fileURLToPath(address)) : undefined;
      return source === undefined ? next(address, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}

process.setSourceMapsEnabled(true);
process.argv.splice(1, 2, main);
Module.runMain(main);

/** Compiles a file with all that it imports; ends the process with the compiler's status when it does not compile. */
function compile(file) {
  const first = attempt(file, { module: 'nodenext' });
  if (first.output) return first.output;

  // TS1309: a CommonJS module has no await at its top. TS2339 and the like may follow from it, so the second attempt judges.
  const second = /\berror TS1309:/.test(first.stdout) && Module.registerHooks ? attempt(file, { module: 'esnext', moduleResolution: 'bundler', moduleDetection: 'force' }) : null;
  if (second?.output) return Object.assign(second.output, { isModule: true });

  const result = second ?? first;
  process.stderr.write(result.stdout);
  process.stderr.write(result.stderr);
  if (result.signal) process.stderr.write(`The TypeScript compiler was ended by ${result.signal}.\n`);
  process.exit(result.status || 1);
}

/** The compiler's output, or what it said instead. */
function attempt(file, format) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'ts-runner-'));
  try {
    const configuration = path.join(directory, 'tsconfig.json');
    const output = path.join(directory, 'output');
    fs.writeFileSync(configuration, JSON.stringify({
      files: [file],
      compilerOptions: {
        target: 'es2024',
        lib: [library()],
        ...format,
        esModuleInterop: true,
        resolveJsonModule: true,
        experimentalDecorators: true,
        strict: false,
        skipLibCheck: true,
        noEmitOnError: true,
        inlineSourceMap: true,
        newLine: 'lf',
        rootDir: '/',
        outDir: output,
        // The compiler knows nothing of NODE_PATH.
        paths: { '*': [path.join(modules, '*'), path.join(modules, '@types', '*')] },
        typeRoots: [path.join(modules, '@types')],
        types: ['node'],
      },
    }));

    const [command, ...prefix] = compiler();
    const result = spawnSync(command, [...prefix, '--project', configuration, '--pretty', 'false'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: Infinity,
    });
    if (result.error) throw result.error;
    return result.status === 0
      ? { output: read(output) }
      : { status: result.status, signal: result.signal, stdout: result.stdout.toString(), stderr: result.stderr.toString() };
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

/** The compiler's output by the path of the source: the output directory mirrors the root directory. */
function read(output) {
  const files = new Map();
  for (const entry of fs.readdirSync(output, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const source = file.slice(output.length).replace(/js$/, 'ts');
    files.set(source, fs.readFileSync(file, 'utf8'));
  }
  return files;
}

/** The standard library that this Node has: from 24 on sets have union and iterators have map, which no numbered one of older compilers knows. */
function library() {
  return Number(process.versions.node.split('.')[0]) >= 24 ? 'esnext' : 'es2024';
}

/** The file that a relative import of a module means when it leaves out the extension or names the one of its output. */
function sourceOf(specifier, parent) {
  if (!/^\.\.?\//.test(specifier) || !parent?.startsWith('file:')) return undefined;
  const named = url.fileURLToPath(new URL(specifier, parent));
  const file = [named, `${named}.ts`, named.replace(/\.js$/, '.ts')].find((one) => compiled.has(one));
  return file && url.pathToFileURL(file).href;
}

/** From TypeScript 7 on the compiler is a native program, which is started as such; before, it is a script. */
function compiler() {
  const native = path.join(modules, '@typescript', `typescript-${process.platform}-${process.arch}`, 'lib', 'tsc');
  return fs.existsSync(native) ? [native] : [process.execPath, path.join(modules, 'typescript', 'bin', 'tsc')];
}
