// Writes and reads CSV with quotes, umlauts and empty fields, and prints a table by region; needs commons-csv.
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

public class Main {
    static final Object[][] SALES = {
        {"Köln", "Stühle, gepolstert", 12, "149.90"},
        {"Łódź", "Krzesło \"Retro\"", 7, "89.00"},
        {"Köln", "Tisch\n(ausziehbar)", 2, "799.00"},
        {"Αθήνα", "Καρέκλα", 30, "45.50"},
        {"Łódź", null, 1, "0.00"},
    };

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("sales", ".csv");
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader("region", "article", "pieces", "price").setNullString("").build();
        try (Writer writer = Files.newBufferedWriter(file); CSVPrinter printer = new CSVPrinter(writer, format)) {
            for (Object[] sale : SALES) {
                printer.printRecord(sale);
            }
        }
        System.out.println("bytes: " + Files.size(file));

        Map<String, BigDecimal> revenue = new TreeMap<>();
        CSVFormat reading = format.builder().setSkipHeaderRecord(true).build();
        try (Reader reader = Files.newBufferedReader(file); CSVParser parser = new CSVParser(reader, reading)) {
            for (CSVRecord row : parser) {
                BigDecimal amount = new BigDecimal(row.get("price")).multiply(new BigDecimal(row.get("pieces")));
                revenue.merge(row.get("region"), amount, BigDecimal::add);
                String article = row.get("article");
                System.out.printf("%d: %s%n", row.getRecordNumber(), article == null ? "(no name)" : article.replace("\n", "⏎"));
            }
        }
        revenue.forEach((region, amount) -> System.out.printf("%-8s|%10s%n", region, amount));

        StringBuilder tabs = new StringBuilder();
        CSVFormat.TDF.builder().setRecordSeparator('\n').build().printRecord(tabs, "a\tb", "plain", 3);
        System.out.print(tabs.toString().replace('\t', '→'));
        try (CSVParser broken = CSVParser.parse("a,\"b\nc", CSVFormat.DEFAULT)) {
            broken.getRecords();
        } catch (IOException | IllegalStateException | java.io.UncheckedIOException e) {
            System.out.println("unclosed quote found");
        }
        Files.delete(file);
    }
}
