# Writes and reads binary formats with struct, array, wave and ctypes: a bitmap, a sound, records (needs: ctypes, libc).
import array
import ctypes
import math
import pickle
import struct
import wave
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Reading:
    LAYOUT: ClassVar[struct.Struct] = struct.Struct("<IHhd8s")
    time: int
    sensor: int
    offset: int
    value: float
    unit: str

    def pack(self) -> bytes:
        return self.LAYOUT.pack(self.time, self.sensor, self.offset, self.value, self.unit.encode())

    @classmethod
    def unpack(cls, data: bytes) -> "Reading":
        *numbers, unit = cls.LAYOUT.unpack(data)
        return cls(*numbers, unit.rstrip(b"\0").decode())


readings = [Reading(1709164800 + n, n, -n, n / 4, "°C" if n % 2 else "µg/m³") for n in range(4)]
packed = b"".join(map(Reading.pack, readings))
print(Reading.LAYOUT.size, len(packed), packed[24:48].hex())
print("unpacked:", [Reading.unpack(packed[n:n + 24]) for n in range(0, 96, 24)] == readings)
try:
    struct.pack("<H", 70000)
except struct.error as error:
    print("too large:", type(error).__name__)
print([struct.pack(order + "I", 0x01020304).hex() for order in "<>!"], struct.unpack(">f", bytes.fromhex("40490fdb"))[0], struct.pack("<e", 1.5).hex())

width, height = 5, 3
rows = b"".join(bytes([x * 50, y * 80, 200] * 1) for y in range(height) for x in range(width))
lines = b"".join(rows[n:n + width * 3].ljust((width * 3 + 3) // 4 * 4, b"\0") for n in range(0, len(rows), width * 3))
header = struct.pack("<2sIHHIIiiHHIIiiII", b"BM", 54 + len(lines), 0, 0, 54, 40, width, height, 1, 24, 0, len(lines), 2835, 2835, 0, 0)
with open("picture.bmp", "wb") as file:
    file.write(header + lines)
with open("picture.bmp", "rb") as file:
    view = memoryview(file.read())
print(view[:2].tobytes(), view.nbytes, struct.unpack_from("<ii", view, 18), list(view[54:60]))

samples = array.array("h", (round(12000 * math.sin(2 * math.pi * 440 * n / 8000)) for n in range(8000)))
with wave.open("tone.wav", "wb") as sound:
    sound.setparams((1, 2, 8000, 0, "NONE", ""))
    sound.writeframes(samples.tobytes())
with wave.open("tone.wav") as sound:
    again = array.array("h", sound.readframes(sound.getnframes()))
    print(sound.getparams()[:4], again == samples, sum(1 for a, b in zip(again, again[1:]) if a < 0 <= b), "rising edges")


class Point(ctypes.BigEndianStructure):
    _pack_ = 1
    _fields_ = [("x", ctypes.c_int16), ("y", ctypes.c_int16), ("flag", ctypes.c_uint8, 3), ("rest", ctypes.c_uint8, 5)]


print(bytes(Point(1, -2, 5, 1)).hex(), ctypes.sizeof(Point))
libc = ctypes.CDLL(None)
numbers = (ctypes.c_int * 5)(5, 3, 9, 1, 7)
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))(lambda a, b: a[0] - b[0])
libc.qsort(numbers, len(numbers), ctypes.sizeof(ctypes.c_int), compare)
print(list(numbers), libc.strlen("Grüße".encode()))
print(pickle.loads(pickle.dumps(readings, protocol=5)) == readings, (1234567).to_bytes(4).hex(), int.from_bytes(b"\xff\xfe", signed=True))
