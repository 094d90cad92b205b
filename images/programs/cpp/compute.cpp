#include <fmt/core.h>
#include <gsl/gsl_sf_gamma.h>
#include <lapacke.h>

int main()
{
    double matrix[] { 2, 1, 1, 3 }, solution[] { 10, 15 };
    lapack_int pivots[2];
    if (LAPACKE_dgesv(LAPACK_ROW_MAJOR, 2, 1, matrix, 2, pivots, solution, 1) != 0)
        return 1;
    fmt::print("{:.1f} {:.1f} {:.0f} ✓\n", solution[0], solution[1], gsl_sf_fact(5));
}
