// Writes small programs, type-checks and compiles them with the compiler and runs what comes out (needs: the package typescript).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from 'typescript';

interface Outcome { readonly status: number | null; readonly errors: readonly Diagnostic[]; readonly output?: string }
interface Diagnostic { readonly line: number; readonly code: `TS${number}`; readonly text: string }

const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');

function diagnostics(text: string): Diagnostic[] {
  const pattern = /^[^(]+\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<text>.*)$/gm;
  return [...text.matchAll(pattern)].map(({ groups }) => ({ line: Number(groups!.line), code: groups!.code as `TS${number}`, text: groups!.text }));
}

function compile(name: string, source: string): Outcome {
  mkdirSync(name);
  writeFileSync(join(name, 'main.ts'), source);
  const options = ['--outDir', join(name, 'out'), '--target', 'es2022', '--lib', 'es2022', '--skipLibCheck', '--module', 'nodenext', '--strict', '--noEmitOnError', '--pretty', 'false'];
  const { status, stdout } = spawnSync(process.execPath, [compiler, join(name, 'main.ts'), ...options], { encoding: 'utf8' });
  return { status, errors: diagnostics(stdout), output: status === 0 ? readFileSync(join(name, 'out', 'main.js'), 'utf8') : undefined };
}

const PROGRAMS: Record<string, string> = {
  good: `
enum Farbe { Rot = 1, Grün, Blau = 'b'.length + 5 }
interface Named { readonly name: string }
const greet = <T extends Named>({ name }: T): string => \`Grüße, \${name}! \${Farbe[2]} \${Farbe.Blau}\`;
const größe: number = greet({ name: '世界' }).length;
export { größe, greet };
`,
  wrong: `
const zahl: number = 'eins';
function länge(text: string | null): number { return text.length; }
länge(5);
export {};
`,
};

console.log('compiler:', Number(version.split('.')[0]) >= 5, typeof version);
for (const [name, source] of Object.entries(PROGRAMS)) {
  const { status, errors, output } = compile(name, source);
  console.log(name, status === 0 ? 'compiles' : 'fails', errors.map(({ line, code }) => `${line}:${code}`).join(' '));
  if (output) {
    console.log('types left:', /interface|: string|<T/.test(output), 'lines:', output.includes('Grüße, ${name}'));
    const { größe, greet } = require(join(process.cwd(), name, 'out', 'main.js')) as { größe: number; greet: (who: { name: string }) => string };
    console.log(größe, greet({ name: 'Zoë' }));
  }
}
