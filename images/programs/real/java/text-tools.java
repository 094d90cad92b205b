// Formats, compares, escapes and fills in text; needs commons-lang3 and commons-text.
import java.util.Map;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.commons.lang3.CharSetUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.apache.commons.lang3.builder.HashCodeBuilder;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.builder.ToStringStyle;
import org.apache.commons.lang3.math.Fraction;
import org.apache.commons.lang3.math.NumberUtils;
import org.apache.commons.lang3.time.DurationFormatUtils;
import org.apache.commons.lang3.tuple.Pair;
import org.apache.commons.text.CaseUtils;
import org.apache.commons.text.StringEscapeUtils;
import org.apache.commons.text.StringSubstitutor;
import org.apache.commons.text.WordUtils;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.LongestCommonSubsequence;
import org.apache.commons.text.translate.UnicodeEscaper;

public class Main {
    static final class Person {
        final String name;
        final int age;

        Person(String name, int age) {
            this.name = name;
            this.age = age;
        }

        @Override public boolean equals(Object other) {
            return other instanceof Person p && new EqualsBuilder().append(name, p.name).append(age, p.age).isEquals();
        }

        @Override public int hashCode() {
            return new HashCodeBuilder(17, 37).append(name).append(age).toHashCode();
        }

        @Override public String toString() {
            return new ToStringBuilder(this, ToStringStyle.JSON_STYLE).append("name", name).append("age", age).toString();
        }
    }

    public static void main(String[] args) {
        System.out.println(StringUtils.center(" Übersicht ", 30, '='));
        System.out.println(StringUtils.stripAccents("Crème brûlée à l'Élysée, Šárka") + " | " + StringUtils.reverse("Lagerregal"));
        System.out.println(StringUtils.abbreviate("Donaudampfschifffahrtsgesellschaft", 15) + " | " + StringUtils.difference("Haustür", "Haustor"));
        System.out.println(StringUtils.substringBetween("<b>fett</b>", "<b>", "</b>") + " " + StringUtils.countMatches("abababa", "aba")
            + " " + StringUtils.isAllUpperCase("ÄÖÜ") + " " + StringUtils.getCommonPrefix("Wetterlage", "Wetterbericht"));
        System.out.println(CharSetUtils.delete("Bananenbrot", "a-e") + " " + StringUtils.join(ArrayUtils.toObject(new int[] {3, 1, 2}), '-'));
        System.out.println(Fraction.getFraction("5/6").add(Fraction.getFraction(1, 4)).toProperString() + " " + NumberUtils.toInt("x", -1));
        System.out.println(DurationFormatUtils.formatDuration(98_765_432L, "d 'd' HH:mm:ss") + " " + Pair.of("Größe", 42));
        System.out.println(new Person("Zoë", 7) + " " + new Person("Zoë", 7).equals(new Person("Zoë", 7)));

        System.out.println(WordUtils.wrap("Der schnelle braune Fuchs springt über den faulen Hund hinweg", 22, "\n", true));
        System.out.println(WordUtils.capitalizeFully("die ÜBLICHEN verdächtigen") + " " + WordUtils.initials("Ärzte ohne Grenzen") + " " + CaseUtils.toCamelCase("max line length", false));
        System.out.println(new StringSubstitutor(Map.of("name", "Jürgen", "n", 3)).replace("Hallo ${name}, ${n} neue von ${total:-unbekannt}"));
        System.out.println(LevenshteinDistance.getDefaultInstance().apply("kitten", "sitting") + " " + new LongestCommonSubsequence().apply("ABCBDAB", "BDCABA"));
        System.out.printf("%.4f%n", new JaroWinklerSimilarity().apply("MARTHA", "MARHTA"));
        System.out.println(StringEscapeUtils.escapeHtml4("<Käse & \"Brot\">") + " " + StringEscapeUtils.unescapeHtml4("&euro;5 &Auml; &#x4E16;"));
        System.out.println(StringEscapeUtils.escapeJava("tab\t ü") + " " + StringEscapeUtils.escapeCsv("a,\"b\"") + " " + UnicodeEscaper.above(127).translate("é"));
    }
}
