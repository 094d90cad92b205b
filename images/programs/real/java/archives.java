// Packs files with Unicode names into ZIP, JAR and GZIP and checks what comes out; needs java.util.zip and the zip file system.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

public class Main {
    public static void main(String[] args) throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("lies-mich.txt", "Grüße aus dem Archiv\n");
        files.put("ordner/größe.txt", "x".repeat(10_000));
        files.put("目录/文件.txt", "世界");

        Path zip = Files.createTempFile("archive", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.setComment("Sicherung");
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        try (ZipFile in = new ZipFile(zip.toFile())) {
            System.out.println(in.size() + " entries, comment " + in.getComment());
            in.stream().forEach(e -> System.out.printf("%s %d %08x%n", e.getName(), e.getSize(), e.getCrc()));
            InputStream entry = in.getInputStream(in.getEntry("目录/文件.txt"));
            System.out.println(new String(entry.readAllBytes(), StandardCharsets.UTF_8) + ", smaller: " + (Files.size(zip) < 1500));
        }
        CRC32 crc = new CRC32();
        crc.update(files.get("lies-mich.txt").getBytes(StandardCharsets.UTF_8));
        System.out.printf("crc of the first: %08x%n", crc.getValue());

        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            Files.writeString(inside.getPath("/ordner/neu.txt"), "neu");
            Files.delete(inside.getPath("/lies-mich.txt"));
        }
        try (ZipFile in = new ZipFile(zip.toFile())) {
            System.out.println("changed: " + in.stream().map(ZipEntry::getName).filter(n -> !n.endsWith("/")).sorted().toList());
        }

        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "Prüfprogramm");
        new JarOutputStream(Files.newOutputStream(Path.of("tool.jar")), manifest).close();
        try (JarFile jar = new JarFile("tool.jar")) {
            System.out.println(jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_TITLE));
        }

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("абв".repeat(5000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = packed.toByteArray();
        System.out.printf("gzip %02x%02x, back: %d bytes%n", bytes[0], bytes[1], new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes().length);
        bytes[bytes.length - 6] ^= 1; // in the checksum
        try {
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        } catch (ZipException e) {
            System.out.println("damage found");
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(new byte[50_000]);
        deflater.finish();
        byte[] buffer = new byte[1000];
        int length = deflater.deflate(buffer);
        Inflater inflater = new Inflater();
        inflater.setInput(buffer, 0, length);
        System.out.println("inflated " + inflater.inflate(new byte[60_000]) + ", finished " + inflater.finished());
    }
}
