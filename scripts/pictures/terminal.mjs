// Makes an SVG picture of what a program wrote to a terminal: node terminal.mjs COLUMNS TITLE <output >picture.svg
// Colours and weights are those of its escape sequences; every other sequence is left out. Each run of letters is given its width, so
// that columns stay straight in whatever font the reader has.
const [columns, title] = [Number(process.argv[2]), process.argv[3]];
const size = 13;
const cell = 7.8;
const line = 17;
const margin = 16;
const bar = 34;

const ground = '#0d1117';
const ink = '#d1d7e0';
// The sixteen colours of a terminal, normal and bright.
const palette = [
  '#656c76', '#f47067', '#57ab5a', '#c69026', '#6cb6ff', '#dcbdfb', '#56d4dd', '#d1d7e0',
  '#768390', '#ff938a', '#6bc46d', '#daaa3f', '#96d0ff', '#e5d3ff', '#76e3ea', '#f0f6fc',
];

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = text => text.replace(/[&<>]/g, letter => escapes[letter]);

// One of the 256 colours of an indexed palette.
function indexed(number) {
  if (number < 16) return palette[number];
  if (number > 231) return rgb([8 + (number - 232) * 10, 8 + (number - 232) * 10, 8 + (number - 232) * 10]);
  const step = value => (value === 0 ? 0 : 55 + value * 40);
  return rgb([Math.floor((number - 16) / 36), Math.floor((number - 16) / 6) % 6, (number - 16) % 6].map(step));
}

function rgb(parts) {
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function apply(style, codes) {
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at];
    if (code === 0) style = {};
    else if (code === 1) style = { ...style, bold: true };
    else if (code === 2) style = { ...style, dim: true };
    else if (code === 22) style = { ...style, bold: false, dim: false };
    else if (code >= 30 && code <= 37) style = { ...style, colour: palette[code - 30] };
    else if (code >= 90 && code <= 97) style = { ...style, colour: palette[code - 82] };
    else if (code === 39) style = { ...style, colour: undefined };
    else if (code === 38 && codes[at + 1] === 5) style = { ...style, colour: indexed(codes[(at += 2)]) };
    else if (code === 38 && codes[at + 1] === 2) style = { ...style, colour: rgb(codes.slice(at + 2, (at += 4) + 1)) };
  }
  return style;
}

// Blanks are not drawn but skipped: what stands in a column stands there whatever is left of it.
function drawn(text, column, row, style) {
  const look = [style.colour ? ` fill="${style.colour}"` : '', style.bold ? ' font-weight="700"' : '', style.dim ? ' opacity="0.65"' : ''].join('');
  let drawing = '';
  for (const words of text.matchAll(/\S+(?: \S+)*/g)) {
    const x = margin + (column + [...text.slice(0, words.index)].length) * cell;
    const width = [...words[0]].length * cell;
    drawing += `<text x="${x.toFixed(1)}" y="${bar + margin + row * line}" textLength="${width.toFixed(1)}"${look}>${escaped(words[0])}</text>\n`;
  }
  return drawing;
}

let input = '';
process.stdin.setEncoding('utf8');
for await (const part of process.stdin) input += part;

const rows = input.replace(/\r/g, '').trimEnd().split('\n');
let body = '';
let style = {};
let row = 0;
for (const text of rows) {
  let column = 0;
  for (const part of text.split(/(\x1b\[[0-9;?]*[A-Za-z])/)) {
    const sequence = /^\x1b\[([0-9;]*)m$/.exec(part);
    if (sequence) style = apply(style, sequence[1] === '' ? [0] : sequence[1].split(';').map(Number));
    if (part.startsWith('\x1b')) continue;
    // What is wider than the terminal goes on in its next row.
    let rest = [...part];
    while (rest.length > 0) {
      if (column === columns) {
        column = 0;
        row++;
      }
      const fitting = rest.splice(0, columns - column);
      body += drawn(fitting.join(''), column, row, style);
      column += fitting.length;
    }
  }
  row++;
}

const width = Math.ceil(columns * cell + 2 * margin);
const height = bar + row * line + margin + 4;
const dots = ['#f47067', '#daaa3f', '#57ab5a'].map((colour, number) => `<circle cx="${margin + 6 + number * 18}" cy="17" r="5" fill="${colour}"/>`).join('');
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${ground}"/>
${dots}<text x="${width / 2}" y="21" fill="#768390" font-family="ui-sans-serif,sans-serif" font-size="12" text-anchor="middle">${escaped(title)}</text>
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="${size}" fill="${ink}">
${body}</g>
</svg>
`);
