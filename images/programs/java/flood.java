public class Main {
    public static void main(String[] args) {
        String text = ("0123456789abcdef".repeat(3) + "0123456789abcde\n").repeat(32768);
        System.out.print(text);
        System.out.flush();
        System.err.print(text);
    }
}
