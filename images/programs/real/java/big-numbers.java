// Computes π, factorials, primes, exact money and streams of big numbers; needs java.math only.
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public class Main {
    /** arctan(1/x), scaled by 10^digits. */
    static BigInteger arctan(int x, int digits) {
        BigInteger term = BigInteger.TEN.pow(digits).divide(BigInteger.valueOf(x));
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger sum = term;
        for (int n = 3; term.signum() != 0; n += 2) {
            term = term.divide(square);
            BigInteger part = term.divide(BigInteger.valueOf(n));
            sum = n % 4 == 3 ? sum.subtract(part) : sum.add(part);
        }
        return sum;
    }

    public static void main(String[] args) {
        int digits = 1010;
        BigInteger pi = arctan(5, digits).multiply(BigInteger.valueOf(16)).subtract(arctan(239, digits).multiply(BigInteger.valueOf(4)));
        String text = pi.toString();
        System.out.println("π: 3." + text.substring(1, 51) + " … " + text.substring(991, 1001));
        System.out.println("six nines from decimal " + text.indexOf("999999"));

        BigInteger factorial = IntStream.rangeClosed(1, 1000).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        System.out.println("1000! has " + factorial.toString().length() + " digits, sum " + factorial.toString().chars().map(c -> c - '0').sum());
        BigInteger mersenne = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
        System.out.println("2^521 - 1 prime: " + mersenne.isProbablePrime(50) + ", 2^523 - 1: " + BigInteger.TWO.pow(523).subtract(BigInteger.ONE).isProbablePrime(50));
        System.out.println(Stream.iterate(new BigInteger[] {BigInteger.ZERO, BigInteger.ONE}, f -> new BigInteger[] {f[1], f[0].add(f[1])})
            .skip(200).findFirst().orElseThrow()[0] + " is fibonacci(200)");
        BigInteger p = new BigInteger("1000000007");
        System.out.println(BigInteger.valueOf(3).modPow(new BigInteger("1000000000000"), p) + " " + BigInteger.valueOf(12345).modInverse(p).multiply(BigInteger.valueOf(12345)).mod(p)
            + " " + new BigInteger("ff", 16).shiftLeft(64).bitLength() + " " + new BigInteger("123456789123456789").toString(36));

        System.out.println(new BigDecimal("0.1").add(new BigDecimal("0.2")) + " and not " + (0.1 + 0.2));
        System.out.println(BigDecimal.ONE.divide(new BigDecimal(7), new MathContext(30)) + " " + new BigDecimal(2).sqrt(new MathContext(40)));
        System.out.println(Stream.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.CEILING, RoundingMode.DOWN)
            .map(mode -> mode + "=" + new BigDecimal("-2.5").setScale(0, mode)).collect(Collectors.joining(" ")));
        try {
            BigDecimal.ONE.divide(BigDecimal.valueOf(3));
        } catch (ArithmeticException e) {
            System.out.println("1/3 has no end");
        }
        BigDecimal debt = new BigDecimal("10000.00");
        int months = 0;
        while (debt.signum() > 0) {
            debt = debt.add(debt.multiply(new BigDecimal("0.005")).setScale(2, RoundingMode.HALF_EVEN)).subtract(new BigDecimal("450"));
            months++;
        }
        System.out.println("paid back after " + months + " months, overpaid " + debt.negate());
        try {
            System.out.println(Math.multiplyExact(Long.MAX_VALUE, 2));
        } catch (ArithmeticException e) {
            System.out.println("overflow; unsigned " + Long.toUnsignedString(-1) + ", " + Long.numberOfTrailingZeros(1L << 40) + ", " + Integer.toBinaryString(-8 >>> 28));
        }
        java.util.Random random = new java.util.Random(42); // its algorithm is specified
        System.out.println(random.nextInt() + " " + random.nextInt(100) + " " + new SplittableRandom(1).ints(1000, 1, 7).allMatch(n -> n >= 1 && n <= 6));
    }
}
