// Calculates with days, periods, zones and calendars; needs joda-time and the zone data that it brings.
import java.util.Locale;
import org.joda.time.DateTime;
import org.joda.time.DateTimeConstants;
import org.joda.time.DateTimeZone;
import org.joda.time.Days;
import org.joda.time.IllegalInstantException;
import org.joda.time.Interval;
import org.joda.time.LocalDate;
import org.joda.time.LocalDateTime;
import org.joda.time.Period;
import org.joda.time.chrono.BuddhistChronology;
import org.joda.time.chrono.JulianChronology;
import org.joda.time.format.DateTimeFormat;
import org.joda.time.format.DateTimeFormatter;
import org.joda.time.format.ISODateTimeFormat;
import org.joda.time.format.PeriodFormatter;
import org.joda.time.format.PeriodFormatterBuilder;

public class Main {
    /** Gauss's rule for Easter in the Gregorian calendar, as Butcher wrote it down. */
    static LocalDate easter(int year) {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
        int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        return new LocalDate(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    }

    public static void main(String[] args) {
        for (int year : new int[] {1999, 2000, 2024, 2038}) {
            LocalDate sunday = easter(year);
            System.out.println("Easter " + sunday + ", Whitsun " + sunday.plusDays(49) + ", Sunday: " + (sunday.getDayOfWeek() == DateTimeConstants.SUNDAY));
        }
        System.out.println(new LocalDate(2024, 1, 31).plusMonths(1) + " " + new LocalDate(2024, 2, 29).plusYears(1));
        System.out.println(Days.daysBetween(new LocalDate(1969, 7, 20), new LocalDate(2024, 7, 20)).getDays() + " days");
        Period age = new Period(new LocalDateTime(1990, 11, 9, 18, 0), new LocalDateTime(2024, 3, 1, 6, 30), org.joda.time.PeriodType.yearMonthDayTime());
        PeriodFormatter words = new PeriodFormatterBuilder().appendYears().appendSuffix(" Jahr", " Jahre").appendSeparator(", ")
            .appendMonths().appendSuffix(" Monat", " Monate").appendSeparator(" und ").appendDays().appendSuffix(" Tag", " Tage").toFormatter();
        System.out.println(words.print(age) + " (" + age + ")");

        DateTimeZone berlin = DateTimeZone.forID("Europe/Berlin");
        DateTime evening = new DateTime(2024, 3, 30, 22, 0, berlin);
        System.out.println(evening + " + 24 h = " + evening.plusHours(24) + ", + 1 d = " + evening.plusDays(1));
        System.out.println(evening.withZone(DateTimeZone.forID("Asia/Kathmandu")) + " " + evening.withZone(DateTimeZone.UTC));
        try {
            new DateTime(2024, 3, 31, 2, 30, berlin);
        } catch (IllegalInstantException e) {
            System.out.println("2:30 does not exist on that day");
        }

        DateTimeFormatter german = DateTimeFormat.forPattern("EEEE, d. MMMM yyyy").withLocale(Locale.GERMAN);
        System.out.println(german.print(evening) + " | " + DateTimeFormat.forPattern("EEEE d MMMM yyyy").withLocale(Locale.FRENCH).print(evening));
        System.out.println(german.parseLocalDate("Mittwoch, 6. März 2024") + " " + ISODateTimeFormat.weekDate().print(new LocalDate(2021, 1, 3)));
        DateTime day = new DateTime(2024, 1, 14, 0, 0, DateTimeZone.UTC);
        System.out.println("Julian " + new LocalDate(day, JulianChronology.getInstanceUTC()) + ", Buddhist " + day.withChronology(BuddhistChronology.getInstanceUTC()).getYear());
        Interval one = new Interval(day, day.plusHours(3));
        System.out.println(one.overlap(new Interval(day.plusHours(2), day.plusHours(9))).toDuration().getStandardMinutes() + " minutes in common");
    }
}
