import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

public class Main {
    interface Check {
        /** What is wrong; null when the variable has its effect. */
        String problem() throws Exception;
    }

    private static void line(String name, Check check) {
        String problem;
        try {
            problem = check.problem();
        } catch (Exception e) {
            problem = e.toString();
        }
        System.out.println(name + " " + Objects.requireNonNullElse(problem, "ok"));
    }

    private static String differs(String name, String seen) {
        String wanted = System.getenv(name);
        return seen.equals(wanted) ? null : "is " + wanted + ", and " + seen + " is what counts";
    }

    private static String path() throws Exception {
        var compiler = new ProcessBuilder("javac", "--version").redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes()).strip();
        return said.equals("javac " + System.getProperty("java.version")) ? null : "finds a javac that says " + said;
    }

    private static String temporaryFile() throws Exception {
        Path file = Files.createTempFile("kcr", null);
        Files.delete(file);
        return differs("TMPDIR", file.getParent().toString());
    }

    /** In a locale that is not UTF-8 there can be no such file. */
    private static String locale() throws Exception {
        Path file = Path.of("{{directory}}", "Grüße-" + ProcessHandle.current().pid());
        Files.createFile(file);
        try {
            String[] found = new File("{{directory}}").list();
            return found != null && java.util.List.of(found).contains(file.getFileName().toString()) ? null : "file names are not UTF-8";
        } finally {
            Files.delete(file);
        }
    }

    private static String classPath() throws Exception {
        Path file = Path.of("{{directory}}", "planted-" + ProcessHandle.current().pid());
        Files.createFile(file);
        try {
            return ClassLoader.getSystemResource(file.getFileName().toString()) == null
                ? "{{directory}} is not on the class path " + System.getProperty("java.class.path") : null;
        } finally {
            Files.delete(file);
        }
    }

    private static void named(String parameter) {
    }

    private static String compilerOptions() throws Exception {
        var parameter = Main.class.getDeclaredMethod("named", String.class).getParameters()[0];
        return parameter.getName().equals("parameter") ? null : "javac did not keep the names of parameters";
    }

    public static void main(String[] args) {
        line("PATH", Main::path);
        line("HOME", () -> differs("HOME", System.getProperty("user.home")));
        line("TMPDIR", Main::temporaryFile);
        line("LANG", Main::locale);
        line("CLASSPATH", Main::classPath);
        line("JDK_JAVAC_OPTIONS", Main::compilerOptions);
    }
}
