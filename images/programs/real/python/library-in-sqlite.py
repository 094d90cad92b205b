# Keeps a lending library in an SQLite file: transactions, window functions, full text search (needs: sqlite3).
import sqlite3
from contextlib import closing

SCHEMA = """
CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER CHECK (year > 1450), copies INTEGER DEFAULT 1);
CREATE TABLE loan (book INTEGER NOT NULL REFERENCES book (id), reader TEXT, day TEXT, UNIQUE (book, reader));
CREATE INDEX loan_day ON loan (day);
CREATE VIRTUAL TABLE words USING fts5 (title, content='book', content_rowid='id');
CREATE TRIGGER indexed AFTER INSERT ON book BEGIN INSERT INTO words (rowid, title) VALUES (new.id, new.title); END;
"""
BOOKS = [("Die Verwandlung", 1915), ("Der Prozess", 1925), ("Das Schloß", 1926), ("Война и мир", 1869), ("雪国", 1948)]
LOANS = [(1, "Zoë", "2024-01-03"), (1, "Åke", "2024-02-01"), (3, "Zoë", "2024-02-10"), (4, "Élodie", "2024-02-10")]


def without_accents(text):
    return text.translate(str.maketrans("ëÅÉß", "eAEs"))


with closing(sqlite3.connect("library.db")) as db:
    db.execute("PRAGMA foreign_keys = ON")
    db.executescript(SCHEMA)
    with db:
        db.executemany("INSERT INTO book (title, year) VALUES (?, ?)", BOOKS)
        db.executemany("INSERT INTO loan VALUES (?, ?, ?)", LOANS)

    for statement in ("INSERT INTO loan VALUES (99, 'x', '2024-01-01')", "INSERT INTO book (title, year) VALUES ('Old', 1300)"):
        try:
            with db:
                db.execute("UPDATE book SET copies = 100")
                db.execute(statement)
        except sqlite3.IntegrityError as error:
            print("refused:", error)
    print("rolled back:", db.execute("SELECT max(copies) FROM book").fetchone()[0] == 1)

    db.create_function("plain", 1, without_accents, deterministic=True)
    db.create_collation("plain", lambda a, b: (without_accents(a) > without_accents(b)) - (without_accents(a) < without_accents(b)))
    print([row[0] for row in db.execute("SELECT DISTINCT reader FROM loan ORDER BY reader COLLATE plain")])
    print(db.execute("SELECT plain(title) FROM book WHERE id = 3").fetchone()[0])

    db.row_factory = sqlite3.Row
    query = """SELECT reader, title, row_number() OVER (PARTITION BY reader ORDER BY day) AS turn,
                      julianday(day) - julianday('2024-01-01') AS days
               FROM loan JOIN book ON book.id = loan.book ORDER BY day, reader"""
    for row in db.execute(query):
        print(f"{row['reader']:7} {row['title']:16} {row['turn']} {row['days']:.0f}")
    print("found:", [row["title"] for row in db.execute("SELECT title FROM words WHERE words MATCH 'мир OR prozess' ORDER BY rowid")])
    tree = "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n * 3 FROM up WHERE n < 200) SELECT json_group_array(n) FROM up"
    print("json:", db.execute(tree).fetchone()[0], db.execute("""SELECT json_extract('{"a": [1, {"b": "ü"}]}', '$.a[1].b')""").fetchone()[0])
    with closing(sqlite3.connect(":memory:")) as copy:
        db.backup(copy)
        print("copied:", copy.execute("SELECT count(*) FROM loan").fetchone()[0], copy.execute("PRAGMA integrity_check").fetchone()[0])

print("magic:", open("library.db", "rb").read(15).decode())
