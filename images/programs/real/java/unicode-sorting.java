// Sorts names by the rules of languages, normalises, splits and folds text; needs the JDK's locale data.
import java.text.BreakIterator;
import java.text.CollationKey;
import java.text.Collator;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

public class Main {
    static String sorted(String words, Locale locale) {
        List<String> list = new ArrayList<>(List.of(words.split(" ")));
        Collator collator = Collator.getInstance(locale);
        list.sort(collator);
        return String.join(" ", list);
    }

    public static void main(String[] args) {
        String names = "Zebra Äpfel Apfel Öl Ofen zart Ähre apfel";
        System.out.println("code points: " + Arrays.stream(names.split(" ")).sorted().collect(Collectors.joining(" ")));
        System.out.println("German:      " + sorted(names, Locale.GERMAN));
        System.out.println("Swedish:     " + sorted(names, Locale.forLanguageTag("sv")));
        System.out.println("Czech:       " + sorted("chata cukr hora dům", Locale.forLanguageTag("cs")));

        Collator loose = Collator.getInstance(Locale.GERMAN);
        loose.setStrength(Collator.PRIMARY);
        System.out.println("loosely equal: " + loose.equals("MÜLLER", "muller") + " " + loose.equals("Müller", "Miller"));
        CollationKey first = loose.getCollationKey("Straße");
        System.out.println("key order: " + Integer.signum(first.compareTo(loose.getCollationKey("Strudel"))));

        String composed = "é";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        System.out.println(composed.length() + " " + decomposed.length() + " " + composed.equals(Normalizer.normalize(decomposed, Normalizer.Form.NFC)));
        System.out.println(Normalizer.normalize("ﬁn ① ½ Ⅷ ｶﾅ", Normalizer.Form.NFKC) + " " + Normalizer.normalize("한", Normalizer.Form.NFD).length());

        System.out.println("STRASSE".equals("straße".toUpperCase(Locale.ROOT)) + " " + "TITLE".toLowerCase(Locale.forLanguageTag("tr")) + " " + "ΣΊΣΥΦΟΣ".toLowerCase(Locale.ROOT));
        String clef = "a𝄞👍🏽b";
        System.out.println(clef.length() + " units, " + clef.codePointCount(0, clef.length()) + " code points, reversed " + new StringBuilder("a𝄞b").reverse());
        System.out.println(clef.codePoints().mapToObj(Character::getName).skip(1).findFirst().orElseThrow());

        BreakIterator words = BreakIterator.getWordInstance(Locale.GERMAN);
        String text = "Der Preis: 3,50 € – o'Neill zahlt's.";
        words.setText(text);
        List<String> found = new ArrayList<>();
        for (int start = words.first(), end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
            if (Character.isLetterOrDigit(text.codePointAt(start))) {
                found.add(text.substring(start, end));
            }
        }
        System.out.println(found);
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        sentences.setText("One. Two? Three!");
        int count = 0;
        while (sentences.next() != BreakIterator.DONE) {
            count++;
        }
        System.out.println(count + " sentences");
        System.out.println(MessageFormat.format("{0,choice,0#keine Datei|1#eine Datei|1<{0} Dateien} in {1}", 3, "Größe"));
        System.out.println(NumberFormat.getInstance(Locale.GERMANY).format(1234567.891) + " " + NumberFormat.getInstance(Locale.US).format(1234567.891)
            + " " + NumberFormat.getInstance(Locale.forLanguageTag("ar-EG-u-nu-arab")).format(42));
        System.out.println(Locale.forLanguageTag("de").getDisplayLanguage(Locale.FRENCH) + " " + Locale.JAPAN.getDisplayCountry(Locale.GERMAN) + " " + Locale.getDefault().getDisplayLanguage(Locale.ENGLISH));
        System.out.println("ab１２٣x".replaceAll("\\p{Nd}", "#") + " " + "привет, мир 你好".replaceAll("\\p{IsCyrillic}+", "К") + " " + Character.getNumericValue('٣'));
    }
}
