import java.nio.file.Files;
import java.nio.file.Path;

public class Main {
    public static void main(String[] args) throws Exception {
        var lines = Files.readAllLines(Path.of("{{input}}"));
        System.out.println(lines.size() + " " + lines.get(0));
        Files.writeString(Path.of("{{file}}"), "written: " + lines.get(0) + "\n");
    }
}
