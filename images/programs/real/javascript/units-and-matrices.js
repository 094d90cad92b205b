// Expressions, units, matrices, big numbers, fractions and derivatives (needs: mathjs).
'use strict';

const { all, create } = require('mathjs');

const math = create(all, { randomSeed: 'fest' });
const exact = create(all, { number: 'BigNumber', precision: 40 });
const fractions = create(all, { number: 'Fraction' });

console.log(0.1 + 0.2 === 0.3, exact.evaluate('0.1 + 0.2').toString(), fractions.format(fractions.evaluate('1/3 + 1/6'), { fraction: 'ratio' }));
console.log(exact.evaluate('sqrt(2)').toString(), exact.evaluate('50!').toFixed());
console.log(math.evaluate('12.7 cm to inch').toString(), '|', math.unit('90 km/h').to('m/s').toString(), '|', math.evaluate('2 N * 3 m').to('J').toString());
console.log(math.format(math.evaluate('sin(45 deg)^2'), { precision: 12 }), math.evaluate('5 mod 3 + 2^10'), math.evaluate('combinations(7, 2) == 21'));

const a = math.matrix([[4, 1, 0], [1, 3, 1], [0, 1, 2]]);
console.log('det', math.format(math.det(a), 10), 'trace', math.trace(a), 'transposed equal', math.deepEqual(a, math.transpose(a)));
const solution = math.lusolve(a, [9, 10, 7]);
console.log('solution', solution.toArray().map(([value]) => math.round(value, 6)));
console.log('identity', math.deepEqual(math.round(math.multiply(a, math.inv(a)), 9), math.identity(3)));
console.log('eigenvalues', math.eigs([[2, 1], [1, 2]]).values.map((value) => math.round(value, 8)));
console.log('part', math.subset(a, math.index([0, 1], [1, 2])).toString(), 'sizes', math.size(math.concat(a, a)).toString(), math.dot([1, 2, 3], [4, 5, 6]), math.cross([1, 0, 0], [0, 1, 0]));

console.log(math.derivative('x^3 + sin(2 x)', 'x').toString(), '|', math.simplify('2 x + 3 x + 0').toString(), '|', math.rationalize('(x + 1)^2').toString());
const tree = math.parse('a * (b + 2)^2');
console.log(tree.filter((node) => node.isSymbolNode).map((node) => node.name), tree.compile().evaluate({ a: 3, b: 1 }), tree.toTex());

const parser = math.parser();
parser.evaluate('fläche(r) = pi * r^2');
parser.set('radius', 2);
console.log(math.format(parser.evaluate('fläche(radius) / pi'), 10), parser.evaluate('[1, 2; 3, 4] * [5; 6]').toString());
for (const broken of ['2 +', 'unbekannt + 1', '[1, 2] + [1, 2, 3]', '5 cm + 3 s']) {
  try {
    console.log(broken, math.evaluate(broken).toString());
  } catch (error) {
    console.log(broken, '⇒', error.name);
  }
}

const numbers = [2, 4, 4, 4, 5, 5, 7, 9];
console.log(math.mean(numbers), math.median(numbers), math.std(numbers, 'uncorrected'), math.variance(numbers).toFixed(4), math.mode(numbers), math.quantileSeq(numbers, 0.25));
console.log(math.complex(1, 2).mul(math.complex(3, -1)).toString(), math.sqrt(-4).toString(), math.gcd(84, 36), math.lcm(4, 6), math.isPrime(7919), math.bignumber(2).pow(100).toFixed());
const drawn = Array.from({ length: 500 }, () => math.randomInt(1, 7));
console.log('dice', Math.min(...drawn), Math.max(...drawn), new Set(drawn).size, Math.abs(math.mean(drawn) - 3.5) < 0.4);
