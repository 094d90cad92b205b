public class Main {
    public static void main(String[] args) {
        String line = "0123456789abcdef".repeat(3) + "0123456789abcde\n";
        System.out.print(line.repeat(32768));
        System.out.flush();
    }
}
