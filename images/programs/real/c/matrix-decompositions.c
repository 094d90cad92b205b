// Eigenvalues, singular values, a least-squares solution and an inverse; needs LAPACK and BLAS (liblapacke-dev).
#include <lapacke.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ZERO(x) (fabs(x) < 5e-9 ? 0.0 : (x)) // no minus sign before a rounded nought

extern double ddot_(const int *n, const double *x, const int *incx, const double *y, const int *incy);

static void print(const char *title, const double *m, int rows, int columns)
{
    puts(title);
    for (int i = 0; i < rows; i++) {
        for (int k = 0; k < columns; k++)
            printf("%11.6f", ZERO(m[i * columns + k]));
        putchar('\n');
    }
}

int main(void)
{
    // The second difference has the eigenvalues 2 - 2 cos(k pi / 5).
    double laplace[16] = { 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2 }, values[4];
    if (LAPACKE_dsyev(LAPACK_ROW_MAJOR, 'V', 'U', 4, laplace, 4, values) != 0)
        return 1;
    print("eigenvalues", values, 1, 4);
    double worst = 0;
    for (int k = 1; k <= 4; k++)
        worst = fmax(worst, fabs(values[k - 1] - (2 - 2 * cos(k * M_PI / 5))));
    printf("largest error below 1e-12: %s\n", worst < 1e-12 ? "yes" : "no");

    double rank2[12] = { 1, 2, 3, 4, 2, 4, 6, 8, 1, 0, 1, 0 }, s[3], u[9], vt[16], superb[2];
    if (LAPACKE_dgesvd(LAPACK_ROW_MAJOR, 'A', 'A', 3, 4, rank2, 4, s, u, 3, vt, 4, superb) != 0)
        return 1;
    int rank = 0;
    for (int i = 0; i < 3; i++)
        rank += s[i] > 1e-10;
    print("singular values", s, 1, 3);
    printf("rank %d\n", rank);

    // y = 1 + 2 x + 3 x² through six points
    double design[18], y[6];
    for (int i = 0; i < 6; i++) {
        design[3 * i] = 1, design[3 * i + 1] = i, design[3 * i + 2] = i * i;
        y[i] = 1 + 2 * i + 3 * i * i;
    }
    if (LAPACKE_dgels(LAPACK_ROW_MAJOR, 'N', 6, 3, 1, design, 3, y, 1) != 0)
        return 1;
    print("coefficients", y, 1, 3);

    double a[9] = { 4, 7, 2, 3, 6, 1, 2, 5, 3 }, lu[9];
    lapack_int pivots[3];
    memcpy(lu, a, sizeof a);
    if (LAPACKE_dgetrf(LAPACK_ROW_MAJOR, 3, 3, lu, 3, pivots) != 0)
        return 1;
    double determinant = 1;
    for (int i = 0; i < 3; i++)
        determinant *= pivots[i] == i + 1 ? lu[4 * i] : -lu[4 * i];
    printf("determinant %.6f\n", determinant);
    if (LAPACKE_dgetri(LAPACK_ROW_MAJOR, 3, lu, 3, pivots) != 0)
        return 1;
    print("inverse", lu, 3, 3);
    printf("first row times first column: %.6f\n", ddot_(&(int){ 3 }, a, &(int){ 1 }, lu, &(int){ 3 }));

    double singular[4] = { 1, 2, 2, 4 }, b[2] = { 1, 2 };
    printf("a singular matrix: info %d\n", (int)LAPACKE_dgesv(LAPACK_ROW_MAJOR, 2, 1, singular, 2, pivots, b, 1));
}
