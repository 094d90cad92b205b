// Picks facts out of untidy HTML, cleans it and writes a table of its links; needs jsoup.
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.Selector;

public class Main {
    static final String PAGE = """
        <html><head><title>Wetter &ndash; Zürich</title></head>
        <body><h1 class=big>Vorhersage</h1>
        <table id="days"><tr><th>Tag<th>Höchst<th>Tiefst
        <tr><td>Montag<td>21<td>11
        <tr><td>Dienstag<td>18<td>9
        <tr><td>Mittwoch<td>24<td>13
        </table>
        <p>Mehr: <a href="/karte?ort=Zürich&amp;tag=1">Karte</a>, <a href="https://example.org/法律">Recht</a>
        <p>Geschätzt <b>nur<i> ungefähr</b></i><script>alert(1)</script>
        </body></html>
        """;

    public static void main(String[] args) {
        Document page = Jsoup.parse(PAGE, "https://example.com/wetter/");
        System.out.println(page.title() + " / " + page.select("h1.big").text());

        int warmest = Integer.MIN_VALUE;
        String day = null;
        for (Element row : page.select("#days tr:has(td)")) {
            List<String> cells = row.select("td").eachText();
            System.out.printf("%-10s %3s %3s%n", cells.get(0), cells.get(1), cells.get(2));
            if (Integer.parseInt(cells.get(1)) > warmest) {
                warmest = Integer.parseInt(cells.get(1));
                day = cells.get(0);
            }
        }
        System.out.println("warmest: " + day);
        for (Element link : page.select("a[href]")) {
            System.out.println(link.text() + " -> " + link.attr("href") + " | external: " + !link.absUrl("href").startsWith("https://example.com/"));
        }
        System.out.println(page.select("p").last().text());
        System.out.println(Jsoup.clean("<p onclick=\"x()\">Hallo <b>Welt</b><script>alert('ü')</script></p>", Safelist.basic()));

        page.select("tr").first().children().last().after("<th>Ø</th>");
        for (Element row : page.select("tr:has(td)")) {
            double mean = row.select("td").stream().mapToInt(cell -> Integer.parseInt(cell.text().replaceAll("\\D", "0"))).skip(1).average().orElseThrow();
            row.appendElement("td").text(String.valueOf(mean)).addClass("mean");
        }
        System.out.println(page.select("td.mean").eachText() + " " + page.select("tr").first().text());

        Document xml = Jsoup.parse("<list><Item n='1'>a</Item><Item n='2'><![CDATA[<b>]]></Item></list>", "", Parser.xmlParser());
        System.out.println(xml.select("Item[n=2]").text() + " " + xml.select("Item").size());
        StringBuilder outline = new StringBuilder();
        NodeTraversor.traverse((node, depth) -> {
            if (node instanceof Element e) {
                outline.append(depth).append(e.tagName()).append(' ');
            }
        }, Jsoup.parseBodyFragment("<ul><li>x<li>y</ul>").body());
        System.out.println(outline.toString().strip());
        try {
            page.select("p[");
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            System.out.println("bad selector refused");
        }
    }
}
