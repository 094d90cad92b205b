// Keeps fixed-size records in a binary file, maps it into memory and locks parts of it; needs a writable directory.
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;

public class Main {
    static final int SIZE = 40; // an int, a double, 28 bytes of text

    static void write(RandomAccessFile file, int slot, int key, double value, String text) throws IOException {
        file.seek((long) slot * SIZE);
        file.writeInt(key);
        file.writeDouble(value);
        file.write(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), SIZE - 12));
    }

    public static void main(String[] args) throws IOException {
        Path path = Path.of("records.db");
        TreeMap<Integer, Integer> index = new TreeMap<>();
        String[] names = {"Nürnberg", "Łódź", "Αθήνα", "Москва", "東京"};
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < 1000; i++) {
                int key = i * 7919 % 1009;
                write(file, i, key, key / 4.0, names[i % names.length]);
                index.put(key, i);
            }
            System.out.println(file.length() + " bytes, " + index.size() + " keys, first " + index.firstKey() + ", last " + index.lastKey());
            for (int key : new int[] {42, 1000}) {
                file.seek((long) index.get(key) * SIZE);
                byte[] text = new byte[SIZE - 12];
                System.out.print(file.readInt() + " " + file.readDouble() + " ");
                file.readFully(text);
                System.out.println(new String(text, StandardCharsets.UTF_8).replace("\0", ""));
            }
            file.seek(file.length() - 2);
            try {
                file.readInt();
            } catch (EOFException e) {
                System.out.println("end of the file");
            }
        }

        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            double sum = 0;
            for (int i = 0; i < 1000; i++) {
                sum += map.getDouble(i * SIZE + 4);
            }
            System.out.println("sum " + sum);
            map.order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x01020304);
            map.force();
            try (FileLock lock = channel.lock(0, SIZE, false)) {
                System.out.println("locked: " + lock.isValid() + ", shared: " + lock.isShared());
                try {
                    channel.tryLock(10, 5, false);
                } catch (OverlappingFileLockException e) {
                    System.out.println("overlaps");
                }
                try (FileLock other = channel.tryLock(SIZE, SIZE, true)) {
                    System.out.println("the next one is free: " + (other != null && other.isShared()));
                }
            }
        }
        byte[] bytes = Files.readAllBytes(path);
        System.out.println(HexFormat.ofDelimiter(" ").formatHex(bytes, 0, 12));
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(SIZE * 3L);
        }
        System.out.println(Files.size(path) + " after truncation");
    }
}
