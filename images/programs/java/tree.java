import java.io.IOException;

public class Main {
    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start();
    }

    public static void main(String[] args) throws Exception {
        start("/usr/bin/setsid", "/usr/bin/sleep", "{{marker}}");
        System.out.println("started");
        start("/usr/bin/sleep", "{{marker}}").waitFor();
    }
}
