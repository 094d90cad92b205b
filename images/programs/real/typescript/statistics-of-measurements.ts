// Fits a line, turns vectors and reports on measurements with matrices, units and fractions (needs: mathjs with its types).
import { abs, add, BigNumber, bignumber, complex, conj, create, all, det, evaluate, format, fraction, Fraction, inv, matrix, Matrix, mean, median, multiply, quantileSeq, round, std, transpose, unit } from 'mathjs';

type Point = readonly [x: number, y: number];

interface Fit { slope: number; intercept: number; r2: number }

/** Least squares by the normal equations. */
function fit(points: readonly Point[]): Fit {
  const design: Matrix = matrix(points.map(([x]) => [x, 1]));
  const values: Matrix = matrix(points.map(([, y]) => [y]));
  const turned = transpose(design);
  const [[slope], [intercept]] = multiply(multiply(inv(multiply(turned, design)), turned), values).toArray() as number[][];
  const ys = points.map(([, y]) => y);
  const middle = mean(ys) as number;
  const rest = points.reduce((sum, [x, y]) => sum + (y - slope * x - intercept) ** 2, 0);
  return { slope, intercept, r2: 1 - rest / ys.reduce((sum, y) => sum + (y - middle) ** 2, 0) };
}

const points: Point[] = [[0, 1.1], [1, 2.9], [2, 5.2], [3, 6.8], [4, 9.0]];
const line = fit(points);
console.log(`y = ${line.slope.toFixed(3)} x + ${line.intercept.toFixed(3)}, R² = ${line.r2.toFixed(5)}`);

const heights = [168, 172.5, 181, 159, 175, 190, 168];
console.log('mean', format(mean(heights), { precision: 6 }), 'median', median(heights), 'deviation', format(std(heights), { precision: 5 }), 'quartiles', quantileSeq(heights, [0.25, 0.75]));

const quarter = matrix([[0, -1], [1, 0]]);
const turnedFour = [1, 2, 3, 4].reduce((m: Matrix) => multiply(m, quarter), matrix([[1, 0], [0, 1]]));
console.log('four quarter turns', JSON.stringify(turnedFour.toArray()), 'det', det(quarter), 'Σ', add(matrix([1, 2]), matrix([3, 4])).toString());

const parts: Fraction[] = [fraction(1, 3), fraction(2, 7), fraction('0.125')];
const whole = parts.reduce((sum, part) => sum.add(part));
console.log('fractions', whole.toFraction(), round(Number(whole.valueOf()), 4));

const precise = create(all, { number: 'BigNumber', precision: 50 });
const golden = precise.evaluate('(1 + sqrt(5)) / 2') as BigNumber;
console.log('golden', golden.toString(), bignumber('1e-30').plus(1).toString());

const speed = evaluate('100 km / 2 h to m/s');
console.log('speed', format(speed, { precision: 6 }), '|', unit('72 inch').to('cm').toNumber('cm').toFixed(2), '|', abs(complex(3, 4)).toString(), conj(complex('2 + 3i')).toString());

const table: Record<string, number>[] = heights.map((cm) => ({ cm, inch: round(cm / 2.54, 1) }));
for (const row of table.slice(0, 3)) console.log(Object.entries(row).map(([key, value]) => `${key} ${value}`.padEnd(12)).join(''));
