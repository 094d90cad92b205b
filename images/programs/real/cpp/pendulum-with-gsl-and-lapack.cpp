// A pendulum by GSL's Runge-Kutta against elliptic integrals, interpolation, roots, and a LAPACK solve; needs GSL, LAPACKE and fmt.
#include <cmath>
#include <fmt/core.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_interp.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_ellint.h>
#include <gsl/gsl_spline.h>
#include <lapacke.h>
#include <memory>
#include <vector>

int main()
{
    // theta'' = -sin(theta), from rest at one radian: the period is 4 K(sin(1/2)).
    gsl_odeiv2_system system { [](double, const double y[], double f[], void*) { f[0] = y[1]; f[1] = -std::sin(y[0]); return int(GSL_SUCCESS); }, nullptr, 2, nullptr };
    std::unique_ptr<gsl_odeiv2_driver, void (*)(gsl_odeiv2_driver*)> driver(
        gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-3, 1e-12, 1e-12), gsl_odeiv2_driver_free);
    const double period = 4 * gsl_sf_ellint_Kcomp(std::sin(0.5), GSL_PREC_DOUBLE);
    double t = 0, state[2] { 1, 0 };
    fmt::print("period {:.8f}\n", period);
    std::vector<double> times { 0 }, angles { 1 };
    for (int i = 1; i <= 8; i++) {
        if (gsl_odeiv2_driver_apply(driver.get(), &t, i * period / 8, state) != GSL_SUCCESS)
            return 1;
        times.push_back(t), angles.push_back(state[0]);
        fmt::print("t = {:7.5f}  angle = {:8.5f}\n", t, std::abs(state[0]) < 1e-9 ? 0.0 : state[0]);
    }
    fmt::print("back at the start: {}\n", std::abs(state[0] - 1) < 1e-9 && std::abs(state[1]) < 1e-9);

    std::unique_ptr<gsl_spline, void (*)(gsl_spline*)> spline(gsl_spline_alloc(gsl_interp_cspline_periodic, times.size()), gsl_spline_free);
    angles.back() = angles.front();
    gsl_spline_init(spline.get(), times.data(), angles.data(), times.size());
    gsl_function crossing { [](double x, void* p) { return gsl_spline_eval(static_cast<gsl_spline*>(p), x, nullptr); }, spline.get() };
    std::unique_ptr<gsl_root_fsolver, void (*)(gsl_root_fsolver*)> solver(gsl_root_fsolver_alloc(gsl_root_fsolver_brent), gsl_root_fsolver_free);
    gsl_root_fsolver_set(solver.get(), &crossing, period / 8 * 1.5, period / 8 * 2.6);
    for (int i = 0; i < 50; i++)
        gsl_root_fsolver_iterate(solver.get());
    fmt::print("hangs down at {:.5f}, a quarter is {:.5f}\n", gsl_root_fsolver_root(solver.get()), period / 4);

    std::unique_ptr<gsl_integration_workspace, void (*)(gsl_integration_workspace*)> space(gsl_integration_workspace_alloc(200), gsl_integration_workspace_free);
    gsl_function bell { [](double x, void*) { return std::exp(-x * x); }, nullptr };
    double area, error;
    gsl_integration_qagi(&bell, 0, 1e-10, 200, space.get(), &area, &error);
    fmt::print("area of the bell {:.8f}, squared {:.8f}\n", area, area * area);

    // A chain of three springs at rest: a tridiagonal system.
    double below[] { -1, -1 }, diagonal[] { 2, 2, 1 }, above[] { -1, -1 }, pull[] { 1, 1, 1 };
    if (LAPACKE_dgtsv(LAPACK_COL_MAJOR, 3, 1, below, diagonal, above, pull, 3) != 0)
        return 1;
    fmt::print("springs {:.4f} {:.4f} {:.4f}\n", pull[0], pull[1], pull[2]);

    gsl_set_error_handler_off();
    gsl_sf_result result;
    fmt::print("K(2): {}\n", gsl_strerror(gsl_sf_ellint_Kcomp_e(2, GSL_PREC_DOUBLE, &result)));
}
