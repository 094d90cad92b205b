// Runs unit tests of a small class, one of which has to fail, and reports on them; needs junit and hamcrest.
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.Before;
import org.junit.FixMethodOrder;
import org.junit.Ignore;
import org.junit.Test;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.junit.runner.RunWith;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;
import org.junit.runners.MethodSorters;
import org.junit.runners.Parameterized;

public class Main {
    static String roman(int number) {
        if (number < 1 || number > 3999) {
            throw new IllegalArgumentException(number + " has no Roman numeral");
        }
        return "I".repeat(number).replace("IIIII", "V").replace("VV", "X").replace("XXXXX", "L").replace("LL", "C").replace("CCCCC", "D").replace("DD", "M")
            .replace("DCCCC", "CM").replace("CCCC", "CD").replace("LXXXX", "XC").replace("XXXX", "XL").replace("VIIII", "IX").replace("IIII", "IV");
    }

    @RunWith(Parameterized.class)
    public static class RomanTest {
        @Parameterized.Parameters public static Collection<Object[]> data() {
            return Arrays.asList(new Object[][] {{1, "I"}, {4, "IV"}, {1994, "MCMXCIV"}, {2024, "MMXXIV"}});
        }

        @Parameterized.Parameter public int number;
        @Parameterized.Parameter(1) public String expected;

        @Test public void isWritten() {
            assertEquals(expected, roman(number));
        }
    }

    @FixMethodOrder(MethodSorters.NAME_ASCENDING)
    public static class VariousTest {
        List<Integer> numbers;

        @Before public void setUp() {
            numbers = new ArrayList<>(List.of(3, 5, 8));
        }

        @Test public void a_matches() {
            assertThat(numbers, contains(3, 5, 8));
            assertThat(numbers, everyItem(greaterThan(2)));
            assertThat(Math.sqrt(2), is(closeTo(1.4142, 1e-4)));
        }

        @Test public void b_throws() {
            assertThat(assertThrows(IllegalArgumentException.class, () -> roman(0)).getMessage(), containsString("no Roman"));
        }

        @Test public void c_fails() {
            assertArrayEquals(new int[] {1, 2}, new int[] {1, 3});
        }

        @Ignore("not yet") @Test public void d_ignored() { }

        @Test(timeout = 5000) public void e_quick() {
            numbers.add(13);
            assertEquals(4, numbers.size());
        }
    }

    public static void main(String[] args) {
        JUnitCore core = new JUnitCore();
        core.addListener(new RunListener() {
            @Override public void testStarted(Description test) {
                System.out.println("run " + test.getMethodName());
            }

            @Override public void testIgnored(Description test) {
                System.out.println("ignored " + test.getMethodName());
            }
        });
        Result result = core.run(RomanTest.class, VariousTest.class);
        for (Failure failure : result.getFailures()) {
            System.out.println("failed " + failure.getDescription().getMethodName() + ": " + failure.getMessage());
        }
        System.out.printf("%d run, %d failed, %d ignored%n", result.getRunCount(), result.getFailureCount(), result.getIgnoreCount());
    }
}
