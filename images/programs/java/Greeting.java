final class Greeting {
    static String from(String where) {
        return "Grüße aus " + where + " ✓";
    }
}
