// Writes an invoice as an HTML file with German amounts and reads it back; needs the JDK's locale data.
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

public class Main {
    record Item(String name, int quantity, BigDecimal price) {
        BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    public static void main(String[] args) throws IOException {
        List<Item> items = List.of(
            new Item("Schrauben & Dübel", 250, new BigDecimal("0.08")),
            new Item("Türgriff <Messing>", 4, new BigDecimal("39.95")),
            new Item("Montage je Stunde", 12, new BigDecimal("84.50")));
        NumberFormat number = NumberFormat.getNumberInstance(Locale.GERMANY);
        number.setMinimumFractionDigits(2);
        number.setMaximumFractionDigits(2);
        BigDecimal net = items.stream().map(Item::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal tax = net.multiply(new BigDecimal("0.19")).setScale(2, RoundingMode.HALF_UP);
        String date = LocalDate.of(2024, 3, 9).format(DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMAN));

        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"de\"><head><meta charset=\"utf-8\"><title>Rechnung</title></head>\n<body>\n");
        html.append("<h1>Rechnung vom ").append(date).append("</h1>\n<table>\n");
        for (Item item : items) {
            html.append("<tr><td>%s</td><td>%d</td><td>%s €</td></tr>%n".formatted(escape(item.name()), item.quantity(), number.format(item.total())));
        }
        html.append("<tr><th>Netto</th><td></td><td>%s €</td></tr>%n".formatted(number.format(net)));
        html.append("<tr><th>USt 19 %%</th><td></td><td>%s €</td></tr>%n".formatted(number.format(tax)));
        html.append("<tr><th>Summe</th><td></td><td>%s €</td></tr>%n</table>\n</body></html>\n".formatted(number.format(net.add(tax))));

        Path file = Path.of("rechnung.html");
        Files.writeString(file, html);
        String read = Files.readString(file);
        Pattern.compile("<tr>.*?</tr>").matcher(read).results().map(m -> m.group().replaceAll("<[^>]+>", " ").strip().replaceAll(" +", " "))
            .forEach(System.out::println);
        System.out.println(read.equals(html.toString()) + " " + Files.size(file) + " bytes, " + date);
    }
}
