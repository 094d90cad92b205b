// Starts programs, pipes between them and reads their status, errors and environment; needs sort, tr, wc and sh.
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

public class Main {
    static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes());
    }

    public static void main(String[] args) throws Exception {
        Process sort = new ProcessBuilder("sort", "-r").start();
        try (BufferedWriter input = sort.outputWriter()) {
            input.write("birne\napfel\nzitrone\n");
        }
        System.out.print(text(sort));
        System.out.println("sort ended with " + sort.waitFor());

        Files.writeString(Path.of("words.txt"), "eins zwei drei\nvier fünf\n");
        List<Process> line = ProcessBuilder.startPipeline(List.of(
            new ProcessBuilder("cat", "words.txt"), new ProcessBuilder("tr", " ", "\\n"), new ProcessBuilder("wc", "-l")));
        System.out.println(text(line.get(line.size() - 1)).strip() + " lines through " + line.size() + " programs");

        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "echo \"$GREETING from $(basename \"$PWD\")\"; echo trouble >&2; exit 7");
        Files.createDirectories(Path.of("arbeit"));
        shell.directory(new File("arbeit"));
        shell.environment().put("GREETING", "Grüße");
        File errors = new File("errors.txt");
        shell.redirectError(errors);
        Process failing = shell.start();
        try (BufferedReader output = failing.inputReader()) {
            System.out.println(output.readLine());
        }
        System.out.println("status " + failing.waitFor() + ", " + Files.readString(errors.toPath()).strip());

        Process sleeping = new ProcessBuilder("sleep", "60").start();
        System.out.println("still there: " + !sleeping.waitFor(100, TimeUnit.MILLISECONDS) + ", child of this: "
            + ProcessHandle.current().children().anyMatch(child -> child.pid() == sleeping.pid()));
        sleeping.destroy();
        System.out.println("ended by signal " + (sleeping.waitFor() - 128));

        Process merged = new ProcessBuilder("sh", "-c", "echo out; echo err >&2").redirectErrorStream(true).start();
        System.out.println(text(merged).lines().sorted().toList());
        try {
            new ProcessBuilder("no-such-program").start();
        } catch (IOException e) {
            System.out.println("cannot run: " + e.getMessage().contains("No such file or directory"));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process self = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"), "Main$Child", "ärger").start();
        System.out.println(text(self).strip() + ", status " + self.waitFor());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("the end")));
    }

    static class Child {
        public static void main(String[] args) {
            System.out.println("child got " + args[0] + " of length " + args[0].length());
            Runtime.getRuntime().exit(3);
        }
    }
}
