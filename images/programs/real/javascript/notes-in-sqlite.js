// Keeps notes in an SQLite file: transactions, functions (needs: node:sqlite).
'use strict';

process.removeAllListeners('warning'); // some versions call the module experimental on standard error
const fs = require('node:fs');
const { DatabaseSync } = require('node:sqlite');

const db = new DatabaseSync('notes.db');
db.exec(`
  PRAGMA foreign_keys = ON;
  CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE note (id INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES author, day TEXT, text TEXT CHECK (length(text) > 2), data BLOB);
  CREATE VIEW by_author AS SELECT name, count(note.id) AS notes, max(day) AS last FROM author LEFT JOIN note ON note.author = author.id GROUP BY name;
`);

const addAuthor = db.prepare('INSERT INTO author (name) VALUES (?)');
for (const name of ['Zoë', 'Łukasz', '李']) addAuthor.run(name);
const add = db.prepare('INSERT INTO note (author, day, text, data) VALUES (:author, :day, :text, :data)');
const notes = [
  { author: 1, day: '2024-01-31', text: 'Schlüssel abholen', data: null },
  { author: 1, day: '2024-02-29', text: 'Öl und Äpfel kaufen', data: Buffer.from([1, 2, 255]) },
  { author: 2, day: '2024-02-01', text: 'Złożyć wniosek', data: null },
];

function transaction(work) {
  db.exec('BEGIN');
  try {
    work();
    db.exec('COMMIT');
    return 'committed';
  } catch (error) {
    db.exec('ROLLBACK');
    return `rolled back: ${error.message}`;
  }
}

console.log(transaction(() => notes.forEach((note) => add.run(note))));
console.log(transaction(() => { add.run({ ...notes[0], text: 'neu und gut' }); add.run({ ...notes[0], author: 77 }); }));
console.log(transaction(() => add.run({ ...notes[0], text: 'x' })));
console.log(transaction(() => addAuthor.run('Zoë')));

for (const row of db.prepare('SELECT * FROM by_author ORDER BY notes DESC, name').all()) console.log({ ...row });
console.log('blob:', Buffer.from(db.prepare('SELECT data FROM note WHERE data IS NOT NULL').get().data).toString('hex'));

db.function('plain', (text) => text.normalize('NFD').replace(/\p{M}/gu, ''));
console.log(db.prepare('SELECT plain(text) AS text FROM note WHERE plain(text) LIKE ? ORDER BY id').all('%apfel%').map((row) => row.text));
const months = db.prepare(`SELECT strftime('%m', day) AS month, group_concat(id, '+') AS ids, sum(count(*)) OVER (ORDER BY strftime('%m', day)) AS running
                           FROM note GROUP BY month ORDER BY month`);
for (const row of months.iterate()) console.log(row.month, row.ids, row.running);
const changed = db.prepare("UPDATE note SET text = text || ' ✓' WHERE author = ?").run(1);
console.log('changed:', changed.changes, db.prepare('SELECT text FROM note WHERE id = 1').get().text);
console.log(db.prepare("SELECT json_extract(?, '$.list[1]') AS value").get('{"list": [1, "zwei"]}').value);
const large = db.prepare('SELECT 9007199254740993 AS big');
large.setReadBigInts(true);
console.log(large.get().big, db.prepare('PRAGMA integrity_check').get().integrity_check);
db.close();
console.log(fs.readFileSync('notes.db').toString('latin1', 0, 15));
