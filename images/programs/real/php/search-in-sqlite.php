<?php
// Full text search, blobs, backups and prepared statements in SQLite (needs: sqlite3 with FTS5).
declare(strict_types=1);

$db = new SQLite3('notes.db');
$db->enableExceptions(true);
$db->busyTimeout(1000);
$db->exec('PRAGMA journal_mode = WAL');
$db->exec('CREATE TABLE note (id INTEGER PRIMARY KEY, day TEXT, text TEXT, data BLOB)');
$db->exec("CREATE VIRTUAL TABLE words USING fts5 (text, content = 'note', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2')");
$db->exec('CREATE TRIGGER added AFTER INSERT ON note BEGIN INSERT INTO words (rowid, text) VALUES (new.id, new.text); END');

$texts = ['Schlüssel beim Hausmeister abholen', 'Äpfel, Öl und Käse kaufen', 'Le café est fermé', 'Купить яблоки', 'Öl wechseln, dann Schlüssel zurück'];
$insert = $db->prepare('INSERT INTO note (day, text, data) VALUES (:day, :text, :data)');
$db->exec('BEGIN');
foreach ($texts as $n => $text) {
    $insert->bindValue(':day', sprintf('2024-02-%02d', 25 + $n));
    $insert->bindValue(':text', $text);
    $insert->bindValue(':data', $n % 2 ? random_bytes(4) : "\0\xff" . chr($n), SQLITE3_BLOB);
    $insert->execute();
    $insert->reset();
}
$db->exec('COMMIT');
echo $db->lastInsertRowID(), ' ', $db->changes(), ' ', $db->querySingle('SELECT count(*) FROM note'), "\n";

$search = $db->prepare("SELECT note.id, day, snippet(words, 0, '[', ']', '…', 3) AS part FROM words JOIN note ON note.id = words.rowid WHERE words MATCH :words ORDER BY note.id");
foreach (['schlussel', 'ol NOT apfel', 'cafe*', 'ЯБЛОКИ', '"öl und"', 'nichts'] as $words) {
    $search->bindValue(':words', $words);
    $result = $search->execute();
    $found = [];
    while ($row = $result->fetchArray(SQLITE3_ASSOC)) {
        $found[] = "{$row['id']} {$row['part']}";
    }
    echo str_pad($words, 13), ' ⇒ ', $found ? implode(' | ', $found) : '-', "\n";
}

$db->createFunction('weekday', fn (string $day): string => date('D', strtotime("$day UTC")), 1, SQLITE3_DETERMINISTIC);
$db->createAggregate('joined', fn (?array $list, int $row, string $value) => [...$list ?? [], $value], fn (?array $list) => implode('+', $list ?? []), 1);
print_r($db->querySingle("SELECT weekday(day) AS weekday, hex(data) AS hex, julianday(day) - julianday('2024-01-01') AS days FROM note WHERE id = 5", true));
echo $db->querySingle('SELECT joined(weekday(day)) FROM note WHERE id < 4'), ' ', $db->querySingle("SELECT printf('%.3f|%05d|%s', 3.14159, 42, quote('it''s'))"), "\n";

try {
    $db->exec('INSERT INTO nirgends VALUES (1)');
} catch (SQLite3Exception $e) {
    echo $e->getMessage(), "\n";
}
$copy = new SQLite3('copy.db');
$db->backup($copy);
$stream = $db->openBlob('note', 'data', 1);
echo 'copied: ', $copy->querySingle('SELECT count(*) FROM note'), ', blob: ', bin2hex(stream_get_contents($stream)), ', ', $copy->querySingle('PRAGMA integrity_check'), "\n";
fclose($stream);
echo SQLite3::escapeString("it's"), ' ', $db->querySingle('SELECT sum(value) FROM json_each(\'[1, 2, 39]\')'), ' ', $db->querySingle('WITH RECURSIVE f (a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f LIMIT 50) SELECT max(a) FROM f'), "\n";
$db->close();
