// Prints a table of 3000 lines, keeps objects and settings in files and reads empty standard input; needs HOME and TMPDIR.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

public class Main {
    record Row(int number, String town, double share) implements Serializable { }

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        String[] towns = {"Zürich", "Łódź", "Αθήνα", "Київ", "京都市"};
        List<Row> rows = new ArrayList<>();
        try (PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            for (int i = 1; i <= 3000; i++) {
                Row row = new Row(i, towns[i % towns.length], i * 37 % 1000 / 10.0);
                rows.add(row);
                out.printf("%5d | %-10s | %6.1f %% | %s%n", row.number(), row.town(), row.share(), "*".repeat((int) row.share() / 3));
            }
            out.printf("%5s | mean %14.4f%n", "", rows.stream().mapToDouble(Row::share).average().orElseThrow());

            Path home = Path.of(System.getProperty("user.home"));
            Path file = Files.createTempFile(home, "rows", ".bin");
            try (ObjectOutputStream objects = new ObjectOutputStream(Files.newOutputStream(file))) {
                objects.writeObject(rows);
            }
            try (ObjectInputStream objects = new ObjectInputStream(Files.newInputStream(file))) {
                out.println("read back: " + rows.equals(objects.readObject()));
            }
            Files.delete(file);
            out.println("in HOME: " + home.equals(Path.of(System.getenv("HOME"))) + ", in TMPDIR: " + Files.createTempFile("x", null).startsWith(System.getenv("TMPDIR")));

            Properties settings = new Properties();
            settings.load(new StringReader("größe = 3\nfarbe: gr\\u00fcn\n# comment\nlang = a\\\n   b\n"));
            out.println(settings.getProperty("größe") + " " + settings.getProperty("farbe") + " " + settings.getProperty("lang") + " " + settings.getProperty("x", "-"));

            Path tree = Files.createTempDirectory("baum");
            Files.createDirectories(tree.resolve("a/b/c"));
            Files.writeString(tree.resolve("a/b/c/ü.txt"), "ü");
            Files.createSymbolicLink(tree.resolve("link"), Path.of("a/b"));
            Files.setPosixFilePermissions(tree.resolve("a/b/c/ü.txt"), PosixFilePermissions.fromString("rw-r-----"));
            out.println(Files.readString(tree.resolve("link/c/ü.txt")) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve("a/b/c/ü.txt"))));
            try {
                Files.createDirectory(tree.resolve("a"));
            } catch (FileAlreadyExistsException e) {
                out.println("exists: " + tree.relativize(Path.of(e.getFile())));
            }
            try {
                Files.readString(tree.resolve("fehlt"));
            } catch (NoSuchFileException e) {
                out.println("missing: " + tree.relativize(Path.of(e.getFile())));
            }
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    Files.delete(path);
                    return FileVisitResult.CONTINUE;
                }

                @Override public FileVisitResult postVisitDirectory(Path path, IOException e) throws IOException {
                    Files.delete(path);
                    return FileVisitResult.CONTINUE;
                }
            });
            out.println("deleted: " + Files.notExists(tree));
            out.println("lines of standard input: " + new BufferedReader(new InputStreamReader(System.in)).lines().count());
        }
    }
}
