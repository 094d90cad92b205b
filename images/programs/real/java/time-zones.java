// Converts fixed instants between zones and calendars and writes dates in several languages; needs the JDK's zone and locale data.
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.TimeZone;

public class Main {
    public static void main(String[] args) {
        Instant instant = Instant.parse("2024-07-14T12:00:00Z");
        for (String id : new String[] {"America/St_Johns", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati"}) {
            ZonedDateTime there = instant.atZone(ZoneId.of(id));
            System.out.println(there.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx")) + " " + id);
        }

        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZoneOffsetTransition change = berlin.getRules().nextTransition(Instant.parse("2024-01-01T00:00:00Z"));
        System.out.println(change.getDateTimeBefore() + " becomes " + change.getDateTimeAfter());
        System.out.println("in the gap: " + LocalDateTime.of(2024, 3, 31, 2, 30).atZone(berlin));
        ZonedDateTime twice = LocalDateTime.of(2024, 10, 27, 2, 30).atZone(berlin);
        System.out.println("twice: " + twice.withEarlierOffsetAtOverlap().getOffset() + " " + twice.withLaterOffsetAtOverlap().getOffset());
        ZonedDateTime samoa = ZonedDateTime.of(2011, 12, 29, 12, 0, 0, 0, ZoneId.of("Pacific/Apia"));
        System.out.println("the day that Samoa left out: " + samoa.plusHours(24).toLocalDate());
        System.out.println("Moscow in 1930: " + LocalDateTime.of(1930, 1, 1, 0, 0).atZone(ZoneId.of("Europe/Moscow")).getOffset());

        LocalDate day = LocalDate.of(2024, 2, 29);
        for (String tag : new String[] {"de", "fr", "ru", "ja", "el", "pl", "tr"}) {
            Locale locale = Locale.forLanguageTag(tag);
            System.out.println(tag + " " + day.getDayOfWeek().getDisplayName(TextStyle.FULL, locale) + ", " + day.format(DateTimeFormatter.ofPattern("d. MMMM", locale)));
        }
        System.out.println(day.plusYears(1) + " week " + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + " quarter " + day.get(IsoFields.QUARTER_OF_YEAR));
        System.out.println("last Friday " + day.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY)) + ", " + day.until(LocalDate.of(2025, 12, 24), ChronoUnit.DAYS) + " days");
        System.out.println(Period.between(LocalDate.of(1815, 12, 10), LocalDate.of(1852, 11, 27)) + " " + Duration.parse("PT36H15M").toDaysPart());
        System.out.println(JapaneseDate.from(LocalDate.of(2019, 5, 1)) + ", " + MinguoDate.from(day) + ", " + HijrahDate.from(day));

        for (String text : new String[] {"2023-02-29", "29.02.2024"}) {
            try {
                System.out.println(LocalDate.parse(text, text.contains(".") ? DateTimeFormatter.ofPattern("dd.MM.uuuu") : DateTimeFormatter.ISO_DATE));
            } catch (DateTimeParseException e) {
                System.out.println(text + " is no date");
            }
        }
        System.out.println(ZoneId.getAvailableZoneIds().size() > 500 ? "many zones" : "few zones");
        System.out.println(TimeZone.getTimeZone("Asia/Kathmandu").getRawOffset() / 60000 + " minutes, default " + ZoneId.systemDefault().getRules().getOffset(instant));
    }
}
