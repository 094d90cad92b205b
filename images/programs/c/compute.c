#include <gsl/gsl_sf_gamma.h>
#include <lapacke.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

int main(void)
{
    double matrix[] = { 2, 1, 1, 3 }, solution[] = { 10, 15 };
    lapack_int pivots[2];
    if (LAPACKE_dgesv(LAPACK_ROW_MAJOR, 2, 1, matrix, 2, pivots, solution, 1) != 0)
        return 1;

    const char *text = "Grüße ✓";
    Bytef packed[100], unpacked[100];
    uLongf packed_size = sizeof packed, unpacked_size = sizeof unpacked;
    if (compress(packed, &packed_size, (const Bytef *)text, strlen(text)) != Z_OK
        || uncompress(unpacked, &unpacked_size, packed, packed_size) != Z_OK)
        return 1;

    printf("%.1f %.1f %.0f %lu\n", solution[0], solution[1], gsl_sf_fact(5), unpacked_size);
}
