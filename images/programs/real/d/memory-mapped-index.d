// An index over records in a memory-mapped file, binary search in it, file locks and exact layouts; needs only Phobos (std.mmfile).
import core.stdc.stdio : SEEK_SET;
import std.algorithm : map, sort;
import std.array : array;
import std.bitmanip : bigEndianToNative, littleEndianToNative, nativeToBigEndian, nativeToLittleEndian, peek, read, write;
import std.file : getSize, remove;
import std.mmfile : MmFile;
import std.range : assumeSorted, iota;
import std.stdio : File, LockType, writefln, writeln;
import std.string : representation;
import std.system : Endian;

enum recordSize = 24;

struct Record
{
    uint key;
    double value;
    string name;

    ubyte[recordSize] pack() const
    {
        ubyte[recordSize] bytes;
        bytes[0 .. 4] = nativeToBigEndian(key);
        bytes[4 .. 12] = nativeToLittleEndian(value);
        bytes[12 .. 12 + name.length] = name.representation;
        return bytes;
    }

    static Record unpack(const ubyte[] bytes)
    {
        import std.string : stripRight;

        ubyte[4] key = bytes[0 .. 4];
        ubyte[8] value = bytes[4 .. 12];
        return Record(bigEndianToNative!uint(key), littleEndianToNative!double(value), (cast(string) bytes[12 .. 24]).stripRight("\0").idup);
    }
}

// The file as a sorted range with random access.
struct Table
{
    ubyte[] data;

    Record opIndex(size_t i)
    {
        return Record.unpack(data[i * recordSize .. (i + 1) * recordSize]);
    }

    size_t length() const
    {
        return data.length / recordSize;
    }

    bool find(uint key, out Record found)
    {
        size_t low = 0, high = length;
        while (low < high)
        {
            const middle = (low + high) / 2;
            found = this[middle];
            if (found.key == key)
                return true;
            if (found.key < key)
                low = middle + 1;
            else
                high = middle;
        }
        return false;
    }
}

void main()
{
    {
        auto file = File("index.bin", "wb");
        file.lock(LockType.readWrite);
        foreach (i; 0 .. 1000)
            file.rawWrite(Record(i * 7, i / 8.0, i % 2 ? "größe" : "東京").pack[]);
        file.unlock;
    }
    scope (exit)
        remove("index.bin");
    writefln!"%d bytes, second record %(%02x%| %)"(getSize("index.bin"), File("index.bin", "rb").byChunk(48).front[24 .. 48]);

    {
        auto map = new MmFile("index.bin", MmFile.Mode.readWrite, 0, null);
        auto table = Table(cast(ubyte[]) map[]);
        foreach (key; [0u, 700, 6993, 5, 10_000])
        {
            Record record;
            if (table.find(key, record))
                writeln(key, ": ", record.value, " ", record.name);
            else
                writeln(key, ": not found");
        }
        Record changed = table[100];
        changed.name = "geändert";
        table.data[100 * recordSize .. 101 * recordSize] = changed.pack;
        map.flush;
        destroy(map);
    }
    auto file = File("index.bin", "rb");
    file.seek(100 * recordSize, SEEK_SET);
    writeln(Record.unpack(file.rawRead(new ubyte[recordSize])), " at ", file.tell);

    ubyte[] stream = [0x01, 0x02, 0x03, 0x04, 0xff, 0xfe];
    writefln!"%04x %08x %d"(stream.peek!ushort, stream.peek!(uint, Endian.littleEndian), stream.peek!short(4));
    writeln(stream.read!ushort, " ", stream.length, " left");
    stream.write!uint(0xdeadbeef, 0);
    writefln!"%(%02x%)"(stream);
    auto anonymous = new MmFile(null, MmFile.Mode.readWriteNew, 8192, null);
    anonymous[8191] = 42;
    writeln(anonymous.length, " ", anonymous[8191], " ", anonymous[0]);
}
