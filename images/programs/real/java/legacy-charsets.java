// Reads and writes files in old character sets, strict and lenient; needs the modules java.base and jdk.charsets.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

public class Main {
    static final String[][] SAMPLES = {
        {"ISO-8859-1", "Grüße"}, {"ISO-8859-15", "5 € für Šaty"}, {"windows-1252", "„Zitat“ – 5 €"}, {"windows-1251", "Привет"}, {"KOI8-R", "Привет"},
        {"ISO-8859-7", "Καλημέρα"}, {"windows-1255", "שלום"}, {"windows-1256", "سلام"}, {"IBM437", "Grüße ░▒▓"}, {"IBM850", "Größe"}, {"IBM037", "Hello"},
        {"Shift_JIS", "日本語"}, {"EUC-JP", "日本語"}, {"ISO-2022-JP", "日本語"}, {"GB18030", "世界𠀀"}, {"GBK", "世界"}, {"Big5", "世界"}, {"EUC-KR", "한국어"}, {"TIS-620", "ไทย"},
        {"UTF-16LE", "ß𝄞"}, {"UTF-32BE", "ß𝄞"},
    };

    public static void main(String[] args) throws IOException {
        for (String[] sample : SAMPLES) {
            Path file = Path.of("sample-" + sample[0] + ".txt");
            Charset charset = Charset.forName(sample[0]);
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file, charset))) {
                writer.print(sample[1]);
            }
            byte[] bytes = Files.readAllBytes(file);
            try (BufferedReader reader = Files.newBufferedReader(file, charset)) {
                String back = reader.readLine();
                System.out.printf("%-12s %-28s %s%n", sample[0], HexFormat.of().formatHex(bytes), back.equals(sample[1]) ? back : "WRONG: " + back);
            }
        }
        byte[] latin = "Größe".getBytes(StandardCharsets.ISO_8859_1);
        System.out.println("lenient: " + new String(latin, StandardCharsets.UTF_8));
        try {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(latin));
        } catch (CharacterCodingException e) {
            System.out.println("strict: " + e.getMessage());
        }
        try {
            Charset.forName("US-ASCII").newEncoder().encode(CharBuffer.wrap("naïve"));
        } catch (CharacterCodingException e) {
            System.out.println("ASCII: " + e.getMessage());
        }
        System.out.println("replaced: " + new String("naïve ✓".getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
        for (String name : new String[] {"klingon", "über charset"}) {
            try {
                Charset.forName(name);
            } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + name);
            }
        }
        System.out.println("default " + Charset.defaultCharset() + ", names of files " + System.getProperty("sun.jnu.encoding"));
    }
}
