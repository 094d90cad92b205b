<?php
// Keeps a lending library in an SQLite file through PDO: transactions, own functions, window functions (needs: pdo_sqlite).
declare(strict_types=1);

final class Library
{
    private PDO $db;

    public function __construct(string $file)
    {
        $this->db = new PDO("sqlite:$file", options: [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC]);
        $this->db->exec('PRAGMA foreign_keys = ON');
        $this->db->exec('CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, year INTEGER CHECK (year > 1450))');
        $this->db->exec('CREATE TABLE loan (book INTEGER NOT NULL REFERENCES book (id), reader TEXT, day TEXT, days INTEGER)');
        $this->db->sqliteCreateFunction('upper_utf8', mb_strtoupper(...), 1);
        $this->db->sqliteCreateAggregate('longest', fn (?string $best, int $n, string $text) => mb_strlen($text) > mb_strlen($best ?? '') ? $text : $best, fn (?string $best) => $best, 1);
        $this->db->sqliteCreateCollation('german', (new Collator('de_DE'))->compare(...));
    }

    public function add(string $title, int $year): int
    {
        $this->db->prepare('INSERT INTO book (title, year) VALUES (?, ?)')->execute([$title, $year]);
        return (int) $this->db->lastInsertId();
    }

    public function lend(array $loans): string
    {
        $statement = $this->db->prepare('INSERT INTO loan VALUES (:book, :reader, :day, :days)');
        $this->db->beginTransaction();
        try {
            array_walk($loans, fn (array $loan) => $statement->execute(array_combine(['book', 'reader', 'day', 'days'], $loan)));
            $this->db->commit();
            return 'lent ' . count($loans);
        } catch (PDOException $e) {
            $this->db->rollBack();
            return 'rolled back: ' . $e->errorInfo[2];
        }
    }

    public function query(string $sql, mixed ...$values): array
    {
        $statement = $this->db->prepare($sql);
        $statement->execute($values);
        return $statement->fetchAll();
    }
}

$library = new Library('library.db');
foreach (['Die Verwandlung' => 1915, 'Ägyptische Nächte' => 1835, 'Zazie' => 1959, '雪国' => 1948] as $title => $year) {
    echo $library->add($title, $year), ' ';
}
echo "\n", $library->lend([[1, 'Zoë', '2024-01-03', 14], [1, 'Åke', '2024-02-01', 28], [3, 'Zoë', '2024-02-10', 7]]), "\n";
echo $library->lend([[4, 'Max', '2024-03-01', 5], [99, 'Max', '2024-03-01', 5]]), "\n";
foreach ([['Zazie', 1959], ['Uralt', 1200]] as $book) {
    try {
        $library->add(...$book);
    } catch (PDOException $e) {
        echo 'refused: ', $e->getCode(), ' ', $e->errorInfo[2], "\n";
    }
}
foreach ($library->query("SELECT title, reader, date(day, days || ' days') AS back, sum(days) OVER (PARTITION BY reader ORDER BY day) AS total FROM loan JOIN book ON id = book ORDER BY day") as $row) {
    echo implode(' | ', $row), "\n";
}
echo implode(', ', array_column($library->query('SELECT title FROM book ORDER BY title COLLATE german'), 'title')), "\n";
echo json_encode($library->query('SELECT upper_utf8(title) AS u FROM book WHERE title LIKE ?', '%nächte')[0], JSON_UNESCAPED_UNICODE), ' ', $library->query('SELECT longest(title) AS l FROM book')[0]['l'], "\n";
echo json_encode($library->query("SELECT json_extract('{\"a\": [1, \"ü\"]}', '$.a[1]') AS j, typeof(year) AS t, count(*) AS n FROM book")[0], JSON_UNESCAPED_UNICODE), ' ', substr(file_get_contents('library.db'), 0, 15), "\n";
