# Hashes known inputs, makes message codes and keys and encodes bytes as text (needs: hashlib with OpenSSL, zlib).
import base64
import binascii
import hashlib
import hmac
import html
import io
import quopri
import secrets
import urllib.parse
import uuid
import zlib

KNOWN = {
    "md5": "900150983cd24fb0d6963f7d28e17f72",
    "sha1": "a9993e364706816aba3e25717850c26c9cd0d89d",
    "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "sha3_256": "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
    "blake2s": "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982",
}
for name, known in KNOWN.items():
    print(f"{name:9}", hashlib.new(name, b"abc").hexdigest() == known)
digest = hashlib.sha256()
for _ in range(1000):
    digest.update(b"a" * 1000)
print("million a:", digest.hexdigest())
print("umlaut:", hashlib.sha256("Größe".encode()).hexdigest()[:16], hashlib.shake_128(b"").hexdigest(8))
print("file:", hashlib.file_digest(io.BytesIO(b"abc"), "sha256").hexdigest()[:8])
print("sha512 of nothing:", hashlib.sha512().hexdigest()[:32])

code = hmac.new(b"key", b"The quick brown fox jumps over the lazy dog", "sha256").hexdigest()
print("hmac:", code, hmac.compare_digest(code, "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"))
print("pbkdf2:", hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1).hex())
print("scrypt:", hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1, dklen=16).hex())

data = "Grüße, 世界 ✓".encode()
for encode, decode in ((base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.b32encode, base64.b32decode),
                       (base64.b85encode, base64.b85decode), (base64.a85encode, base64.a85decode), (binascii.hexlify, binascii.unhexlify)):
    text = encode(data)
    print(f"{encode.__name__:18} {text.decode()} {decode(text) == data}")
print(quopri.encodestring("Prüfung = gut".encode()).decode(), binascii.b2a_uu(b"Cat").decode().strip())
try:
    base64.b64decode("YWJj!", validate=True)
except binascii.Error as error:
    print("bad base64:", type(error).__name__)
print(f"crc32 {zlib.crc32(b'123456789'):08x} adler32 {zlib.adler32(b'Wikipedia'):08x} xmodem {binascii.crc_hqx(b'123456789', 0):04x}")
address = urllib.parse.urlunsplit(("https", "example.org", "/straße/ü", urllib.parse.urlencode({"q": "a&b", "名": "1 2"}), "ende"))
print(urllib.parse.quote(address, safe=":/?=&#%"), urllib.parse.parse_qs(urllib.parse.urlsplit(address).query))
print(html.escape('<a href="x">&</a>'), html.unescape("&uuml;&#x4e16;&hellip;&notit;"), "bücher.example".encode("idna"), "münchen".encode("punycode"))
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.UUID(int=5).urn)
print("random:", len(secrets.token_bytes(16)), len(secrets.token_hex(8)), secrets.token_hex(8) != secrets.token_hex(8))
