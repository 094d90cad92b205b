# Normalises, folds, sorts and measures text in many scripts (needs: unicodedata).
import locale
import unicodedata as ud
from textwrap import wrap

NAMES = ["Zoë", "Ångström", "Émile", "Ólafur", "Ægir", "Straße", "STRASSE", "Łukasz", "Ivan", "Öz", "Ivo", "Çelik"]


def key(text: str) -> tuple[str, str]:
    folded = text.casefold().replace("ł", "l").replace("æ", "ae")
    bare = "".join(char for char in ud.normalize("NFD", folded) if not ud.combining(char))
    return bare, text


print(sorted(NAMES, key=key))
for text in ("é", "ﬁ", "½", "Ⅷ", "한", "ｶﾞ", "Å"):
    print(text, {form: [f"{ord(char):04X}" for char in ud.normalize(form, text)] for form in ("NFC", "NFD", "NFKC", "NFKD")})

print("same:", "Caf\u00e9" == "Cafe\u0301", ud.normalize("NFC", "Cafe\u0301") == "Caf\u00e9", "ΣΊΣΥΦΟΣ".lower(), "ß".upper(), "ŉ".upper())
for char in "ñЖ中٣🙂\u200d":
    print(f"U+{ord(char):05X} {ud.category(char)} {ud.bidirectional(char) or '-':3} {ud.name(char)}")
print("digits:", int("٣٤٥"), ud.numeric("½"), ud.decimal("९"), "²".isdigit(), "²".isdecimal(), "Ⅷ".isnumeric())


def width(text: str) -> int:
    return sum(0 if ud.combining(char) else 2 if ud.east_asian_width(char) in "WF" else 1 for char in text)


for text in ("東京", "Tokio", "ﾄｳｷｮｳ", "naïve", "nai\u0308ve"):
    print(f"|{text}{' ' * (10 - width(text))}| {len(text)} characters, {width(text)} columns, {len(text.encode())} bytes")

print("🏳️‍🌈".encode("utf-16-be").hex(), ascii("ü→𝄞"), "\N{GREEK SMALL LETTER ALPHA}", "a\u0308o\u0308"[::-1] != ud.normalize("NFC", "a\u0308o\u0308")[::-1])
print("Ελλάδα עברית العربية हिन्दी ไทย 한국어 日本語 ქართული ᏣᎳᎩ".title().split())
print(wrap("Übergrößenträger müssen größere Türöffnungen benötigen", 20))
print("Iı İi".casefold(), "ǆ".title(), "identifier:", "größe".isidentifier(), "2π".isidentifier())
for data in (b"\xff\xfe", b"abc\x80", b"\xed\xa0\x80"):
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        print(error.reason, data.decode("utf-8", "replace"), data.decode("utf-8", "backslashreplace"))
print(locale.setlocale(locale.LC_ALL, "C.UTF-8"), sorted(["b", "ä", "A", "z"], key=locale.strxfrm), locale.localeconv()["decimal_point"])
