//! Solves, inverts and decomposes matrices and rotates vectors; needs the crate nalgebra.
use nalgebra::{DMatrix, DVector, Matrix2, Matrix3, Point3, Rotation3, SymmetricEigen, UnitQuaternion, Vector3};
use std::f64::consts::PI;

fn near<'a>(a: impl IntoIterator<Item = &'a f64>, b: impl IntoIterator<Item = &'a f64>) -> bool {
    a.into_iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-9)
}

fn main() {
    let a = Matrix3::new(2.0, 1.0, -1.0, -3.0, -1.0, 2.0, -2.0, 1.0, 2.0);
    let x = a.lu().solve(&Vector3::new(8.0, -11.0, -3.0)).expect("one solution");
    println!("x = {:.4} {:.4} {:.4}, det = {:.4}", x[0], x[1], x[2], a.determinant());
    let inverse = a.try_inverse().expect("an inverse");
    println!("A·A⁻¹ = I: {}, singular: {}", near((a * inverse).iter(), Matrix3::identity().iter()), Matrix2::new(1.0, 2.0, 2.0, 4.0).try_inverse().is_none());

    let eigen = SymmetricEigen::new(Matrix3::new(2.0, 0.0, 0.0, 0.0, 3.0, 4.0, 0.0, 4.0, 9.0));
    let mut values: Vec<f64> = eigen.eigenvalues.iter().copied().collect();
    values.sort_by(f64::total_cmp);
    println!("eigenvalues {values:.4?}");

    let points = DMatrix::from_fn(5, 2, |row, column| ((row + 1) as f64).powi(column as i32));
    let measured = DVector::from_vec(vec![2.1, 3.9, 6.2, 7.8, 10.1]);
    let line = (points.transpose() * &points).cholesky().expect("positive definite").solve(&(points.transpose() * &measured));
    println!("y = {:.4} + {:.4} x, error {:.4}", line[0], line[1], (&points * &line - &measured).norm());

    let svd = DMatrix::from_row_slice(2, 3, &[3.0, 2.0, 2.0, 2.0, 3.0, -2.0]).svd(true, true);
    println!("singular values {:.4?}, rank {}", svd.singular_values.as_slice(), svd.rank(1e-9));
    let again = svd.recompose().expect("both sides");
    println!("{}", near(again.iter(), [3.0, 2.0, 2.0, 3.0, 2.0, -2.0].iter()));

    let step = Matrix2::new(1u64, 1, 1, 0);
    println!("fibonacci(50) = {}", (0..50).fold(Matrix2::<u64>::identity(), |product, _| product * step)[(0, 1)]);
    let (u, v): (Vector3<f64>, Vector3<f64>) = (Vector3::new(1.0, 2.0, 3.0), Vector3::new(4.0, -5.0, 6.0));
    println!("{} {:?} {:.4} {:.4}°", u.dot(&v), u.cross(&v).as_slice(), u.norm(), u.angle(&v).to_degrees());
    let turn = Rotation3::from_axis_angle(&Vector3::z_axis(), PI / 2.0);
    let turned = turn * Point3::new(1.0, 0.0, 5.0);
    println!("{:.3} {:.3} {:.3}", turned.x, turned.y, turned.z);
    let half = UnitQuaternion::from_euler_angles(0.0, 0.0, PI).slerp(&UnitQuaternion::identity(), 0.5);
    println!("{:.4} rad", half.angle());

    let table = DMatrix::from_row_slice(2, 3, &[1, 2, 3, 4, 5, 6]);
    println!("{:?} {:?} {}", table.row_sum().as_slice(), table.column(1).iter().collect::<Vec<_>>(), table.transpose().shape().0);
    print!("{}", table.map(|n| n * n));
    println!("{:.3}", DMatrix::from_row_slice(2, 2, &[0.0, -PI / 2.0, PI / 2.0, 0.0]).exp()[(1, 0)]);
}
