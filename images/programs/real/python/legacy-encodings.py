# Writes and reads files in old encodings of Europe and Asia (needs: Python's codecs).
import codecs
import io
from pathlib import Path

TEXTS = {
    "latin-1": "Grüße aus Köln", "cp1252": "5 € – „gut“", "iso8859-2": "Zażółć gęślą jaźń", "cp1251": "Съешь ещё", "koi8-u": "Ґанок, їжак",
    "cp850": "Öl ½", "cp437": "╔═╗ ░▒▓", "iso8859-7": "Ελληνικά", "cp1255": "שלום", "cp1256": "سلام", "tis-620": "ภาษาไทย", "cp1258": "Việt",
    "shift_jis": "日本語テスト", "euc-jp": "日本語テスト", "iso2022-jp": "日本語テスト", "gb2312": "简体中文", "gb18030": "€𠀀", "big5": "繁體中文",
    "euc-kr": "한국어", "johab": "한국어", "utf-7": "Hi Mom -☺-", "utf-16": "𝄞 Noten", "utf-32-be": "ü", "utf-8-sig": "mit BOM", "mac-roman": "Ågé",
}

for encoding, text in TEXTS.items():
    if encoding == "cp1258":  # has accents of tone as characters of their own
        text = "Viê\u0323t"
    path = Path(f"{encoding}.txt")
    path.write_text(text, encoding=encoding)
    data = path.read_bytes()
    assert path.read_text(encoding=encoding) == text
    shown = data.hex() if encoding != "utf-16" else data[:2].hex() in ("fffe", "feff")
    print(f"{encoding:10} {len(text):3} {len(data):3} {shown}")

print("Łódź".encode("latin-1", "replace"), "Łódź".encode("ascii", "xmlcharrefreplace"), "Łódź".encode("ascii", "namereplace")[:20], "Łódź".encode("ascii", "ignore"))
try:
    "日本".encode("cp1252")
except UnicodeEncodeError as error:
    print(f"{error.encoding} cannot write {error.object[error.start]} at {error.start}")
print("mojibake:", "Grüße".encode().decode("cp1252"), "→", "GrÃ¼ÃŸe".encode("cp1252").decode())

codecs.register_error("translit", lambda error: ({"Ł": "L", "ź": "z", "€": "EUR"}.get(error.object[error.start], "?"), error.end))
print("Łódź 5€".encode("latin-1", "translit").decode("latin-1"))

decoder = codecs.getincrementaldecoder("utf-8")()
pieces = ["€".encode()[:1], "€".encode()[1:] + b"x"]
print("in pieces:", [decoder.decode(piece) for piece in pieces])
with io.TextIOWrapper(io.BytesIO("eins\r\nzwei\rdrei\n".encode("utf-16")), encoding="utf-16", newline=None) as lines:
    print(lines.read().split("\n"), lines.newlines)
print(codecs.lookup("latin1").name, codecs.lookup("sjis").name, codecs.encode("Hallo", "rot13"), codecs.BOM_UTF8.hex())
