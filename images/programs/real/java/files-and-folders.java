// Builds, copies, filters and compares directory trees; needs commons-io.
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.LineIterator;
import org.apache.commons.io.filefilter.FileFilterUtils;
import org.apache.commons.io.filefilter.TrueFileFilter;
import org.apache.commons.io.input.BOMInputStream;
import org.apache.commons.io.input.ReversedLinesFileReader;
import org.apache.commons.io.input.TeeInputStream;
import org.apache.commons.io.output.ByteArrayOutputStream;

public class Main {
    public static void main(String[] args) throws IOException {
        File folder = Files.createTempDirectory("ordner").toFile();
        File root = new File(folder, "projekt-äöü");
        FileUtils.writeStringToFile(new File(root, "src/Übung.txt"), "eins\nzwei\ndrei\n", StandardCharsets.UTF_8);
        FileUtils.writeStringToFile(new File(root, "src/deep/er/世界.md"), "# 你好\n", StandardCharsets.UTF_8);
        FileUtils.writeLines(new File(root, "data/list.csv"), "UTF-8", List.of("a;1", "b;2", "ß;3"), "\r\n");
        FileUtils.touch(new File(root, "empty.log"));

        File copy = new File(root.getParentFile(), "kopie-äöü");
        FileUtils.copyDirectory(root, copy);
        List<File> files = FileUtils.listFiles(copy, TrueFileFilter.TRUE, TrueFileFilter.TRUE).stream().sorted(Comparator.comparing(File::getPath)).toList();
        for (File file : files) {
            String path = copy.toPath().relativize(file.toPath()).toString();
            System.out.printf("%s | %s | %s | %d%n", path, FilenameUtils.getBaseName(path), FilenameUtils.getExtension(path), file.length());
        }
        System.out.println("in all " + FileUtils.sizeOfDirectory(copy) + " bytes, " + FileUtils.byteCountToDisplaySize(5_300_000));
        System.out.println(FileUtils.listFiles(copy, FileFilterUtils.suffixFileFilter(".md"), TrueFileFilter.TRUE).size() + " Markdown file");
        System.out.println("equal: " + FileUtils.contentEquals(new File(root, "src/Übung.txt"), new File(copy, "src/Übung.txt")));

        try (LineIterator lines = FileUtils.lineIterator(new File(copy, "data/list.csv"), "UTF-8")) {
            StringBuilder joined = new StringBuilder();
            lines.forEachRemaining(line -> joined.append(line).append('|'));
            System.out.println(joined);
        }
        try (ReversedLinesFileReader backwards = ReversedLinesFileReader.builder().setFile(new File(root, "src/Übung.txt")).setCharset(StandardCharsets.UTF_8).get()) {
            System.out.println(backwards.readLines(2));
        }
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (InputStream in = new TeeInputStream(IOUtils.toInputStream("Überlauf", StandardCharsets.UTF_8), seen)) {
            System.out.println(IOUtils.toByteArray(in).length + " " + seen.toString(StandardCharsets.UTF_8));
        }
        byte[] marked = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'o', 'k'};
        System.out.println(IOUtils.toString(BOMInputStream.builder().setByteArray(marked).get(), StandardCharsets.UTF_8));
        System.out.println(IOUtils.readLines(new StringReader("x\ny\n")).stream().collect(Collectors.joining("+")));
        System.out.println(FilenameUtils.normalize("a/b/../c/./d.tar.gz") + " " + FilenameUtils.wildcardMatch("Bericht.PDF", "*.pdf", org.apache.commons.io.IOCase.INSENSITIVE));
        FileUtils.deleteDirectory(folder);
        System.out.println("left: " + (root.exists() || copy.exists()));
        System.out.println("standard input: " + IOUtils.toByteArray(System.in).length + " bytes");
    }
}
