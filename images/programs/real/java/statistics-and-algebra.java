// Describes data, fits a line, solves equations, integrates and transforms; needs commons-math3.
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.SimpsonIntegrator;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.primes.Primes;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

public class Main {
    public static void main(String[] args) {
        DescriptiveStatistics sample = new DescriptiveStatistics(new double[] {2, 4, 4, 4, 5, 5, 7, 9});
        System.out.printf("mean %.3f, median %.3f, sd %.6f, skew %.6f%n", sample.getMean(), sample.getPercentile(50), sample.getStandardDeviation(), sample.getSkewness());

        SimpleRegression line = new SimpleRegression();
        line.addData(new double[][] {{1, 2.1}, {2, 3.9}, {3, 6.2}, {4, 7.8}, {5, 10.1}});
        System.out.printf("y = %.4f + %.4f x, r² %.6f%n", line.getIntercept(), line.getSlope(), line.getRSquare());

        RealMatrix a = new Array2DRowRealMatrix(new double[][] {{2, 1, -1}, {-3, -1, 2}, {-2, 1, 2}});
        double[] x = new LUDecomposition(a).getSolver().solve(new ArrayRealVector(new double[] {8, -11, -3})).toArray();
        System.out.printf("solution %.6f %.6f %.6f, determinant %.6f%n", x[0], x[1], x[2], new LUDecomposition(a).getDeterminant());
        double[] eigen = new EigenDecomposition(new Array2DRowRealMatrix(new double[][] {{2, 0, 0}, {0, 3, 4}, {0, 4, 9}})).getRealEigenvalues();
        System.out.printf("eigenvalues %.6f %.6f %.6f%n", eigen[0], eigen[1], eigen[2]);
        try {
            new LUDecomposition(new Array2DRowRealMatrix(new double[][] {{1, 2}, {2, 4}})).getSolver().getInverse();
        } catch (SingularMatrixException e) {
            System.out.println("singular matrix");
        }

        UnivariateFunction sine = Math::sin;
        System.out.printf("∫ %.8f, root of cos x = x: %.10f%n", new SimpsonIntegrator().integrate(100_000, sine, 0, Math.PI),
            new BrentSolver(1e-12).solve(1000, t -> Math.cos(t) - t, 0, 1));
        System.out.printf("spline %.6f%n", new SplineInterpolator().interpolate(new double[] {0, 1, 2, 3}, new double[] {0, 1, 8, 27}).value(1.5));
        System.out.printf("Φ(1.96) %.6f, P(X ≤ 3) %.6f, t %.6f%n", new NormalDistribution().cumulativeProbability(1.96),
            new BinomialDistribution(10, 0.5).cumulativeProbability(3), TestUtils.t(5, new double[] {4, 5, 6, 7, 8}));

        Complex[] wave = new FastFourierTransformer(DftNormalization.STANDARD).transform(new double[] {1, 0, -1, 0, 1, 0, -1, 0}, TransformType.FORWARD);
        StringBuilder spectrum = new StringBuilder("spectrum");
        for (Complex c : wave) {
            spectrum.append(' ').append(Math.round(c.abs()));
        }
        System.out.println(spectrum);
        System.out.println(new BigFraction(1, 3).add(new BigFraction(1, 6)).pow(5) + " " + Primes.primeFactors(360) + " " + Primes.nextPrime(1000));
        MersenneTwister random = new MersenneTwister(new int[] {0x123, 0x234, 0x345, 0x456}); // the algorithm's published test
        System.out.println(Integer.toUnsignedString(random.nextInt()) + " " + Integer.toUnsignedString(random.nextInt()));
    }
}
