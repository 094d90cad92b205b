// Fits a straight line to measurements and prints a table of residuals; needs GSL (libgsl-dev).
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>

enum { COUNT = 8 };

static void describe(const char *name, const double *values)
{
    double sorted[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        sorted[i] = values[i];
    gsl_sort(sorted, 1, COUNT);
    printf("%-8s mean %8.4f  sd %8.4f  median %8.4f  range %.1f…%.1f\n", name, gsl_stats_mean(values, 1, COUNT),
           gsl_stats_sd(values, 1, COUNT), gsl_stats_median_from_sorted_data(sorted, 1, COUNT),
           sorted[0], sorted[COUNT - 1]);
}

int main(void)
{
    const double weeks[COUNT] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    const double height[COUNT] = { 2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8, 16.1 };
    double c0, c1, cov00, cov01, cov11, sumsq;

    puts("Wachstum der Bohnen (cm je Woche)");
    describe("weeks", weeks);
    describe("height", height);

    if (gsl_fit_linear(weeks, 1, height, 1, COUNT, &c0, &c1, &cov00, &cov01, &cov11, &sumsq) != 0)
        return 1;
    double r = gsl_stats_correlation(weeks, 1, height, 1, COUNT);
    printf("height = %.4f + %.4f * week, R² = %.5f, sum of squares %.5f\n", c0, c1, r * r, sumsq);

    // The half width of the 95 % interval of the slope needs Student's quantile.
    double t = gsl_cdf_tdist_Pinv(0.975, COUNT - 2);
    printf("t(0.975, 6) = %.4f, slope ± %.4f\n", t, t * sqrt(cov11));

    puts("week  measured   fitted  residual");
    for (size_t i = 0; i < COUNT; i++) {
        double y, error;
        gsl_fit_linear_est(weeks[i], c0, c1, cov00, cov01, cov11, &y, &error);
        printf("%4.0f  %8.2f %8.3f  %+8.3f\n", weeks[i], height[i], y, height[i] - y);
    }
}
