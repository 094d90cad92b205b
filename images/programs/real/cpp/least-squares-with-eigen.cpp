// Solves a linear system, fits a parabola by least squares and sums up a magic square; needs Eigen (libeigen3-dev).
#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>
#include <iostream>

int main()
{
    Eigen::Matrix3d a;
    a << 4, 1, 2, 1, 3, 0, 2, 0, 5;
    const Eigen::Vector3d b(7, 4, 7);
    const Eigen::LLT<Eigen::Matrix3d> factors(a);
    const Eigen::Vector3d x = factors.solve(b), residual = a * x - b;
    std::cout << "positive definite: " << (factors.info() == Eigen::Success) << ", solution:";
    for (int i = 0; i < 3; i++)
        std::cout << ' ' << x(i);
    std::cout << ", residual small: " << (residual.norm() < 1e-12) << ", trace " << a.trace() << '\n';

    // The sums of least squares for y = 3 - 2 x + 0.5 x² through eleven points
    Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
    Eigen::Vector3d right = Eigen::Vector3d::Zero();
    for (int i = -5; i <= 5; i++) {
        const Eigen::Vector3d row(1, i, i * i);
        normal += row * row.transpose();
        right += row * (3 - 2 * i + 0.5 * i * i);
    }
    const Eigen::Vector3d fit = Eigen::LLT<Eigen::Matrix3d>(normal).solve(right);
    std::cout << "sum of fourth powers " << normal(2, 2) << ", parabola " << fit(0) << ' ' << fit(1) << ' ' << fit(2) << '\n';

    Eigen::Matrix3d square;
    square << 2, 7, 6, 9, 5, 1, 4, 3, 8;
    std::cout << "magic:";
    for (int i = 0; i < 3; i++)
        std::cout << ' ' << square.row(i).sum() << ' ' << square.col(i).sum();
    std::cout << ", diagonal " << square.trace() << ", largest " << square.maxCoeff() << '\n';

    Eigen::VectorXd long_one(1000);
    for (int i = 0; i < long_one.size(); i++)
        long_one(i) = i + 1;
    std::cout << "1 to 1000: sum " << long_one.sum() << ", mean " << long_one.mean() << ", norm² " << static_cast<long>(long_one.squaredNorm())
              << ", last three " << long_one.tail(3).sum() << '\n';
}
