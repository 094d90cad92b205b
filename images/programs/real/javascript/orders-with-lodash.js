// Groups, joins, sorts and summarises orders (needs: lodash).
'use strict';

const _ = require('lodash');

const customers = [
  { id: 1, name: 'Zoë', city: 'Köln' },
  { id: 2, name: 'Émile', city: 'Paris' },
  { id: 3, name: 'Łukasz', city: 'Łódź' },
];
const orders = [
  { customer: 1, lines: [{ item: 'Tee', count: 2, price: 450 }, { item: 'Öl', count: 1, price: 1299 }] },
  { customer: 2, lines: [{ item: 'Käse', count: 3, price: 799 }] },
  { customer: 1, lines: [{ item: 'Tee', count: 1, price: 450 }] },
  { customer: 9, lines: [] },
];

const total = (order) => _.sumBy(order.lines, ({ count, price }) => count * price);
const byId = _.keyBy(customers, 'id');
const joined = orders.map((order) => ({ ...order, name: _.get(byId, [order.customer, 'name'], '(unknown)'), total: total(order) }));
console.table(_.map(joined, (order) => _.pick(order, ['name', 'total'])));

console.log(_(joined).groupBy('name').mapValues((group) => _.sumBy(group, 'total')).toPairs().orderBy([1, 0], ['desc', 'asc']).fromPairs().value());
console.log(_.countBy(_.flatMap(orders, 'lines'), 'item'), _.uniq(_.flatMap(orders, (order) => _.map(order.lines, 'item'))));
console.log(_.partition(joined, (order) => order.total > 1000).map((part) => part.length), _.maxBy(joined, 'total').name);
console.log(_.sortBy(['Zebra', 'Äpfel', 'apfel', 'Öl', 'oel'], [(word) => _.toLower(_.deburr(word)), _.identity]));
console.log(_.camelCase('größe des Feldes'), _.kebabCase('HttpAntwortÜber'), _.startCase('fooBar'), _.deburr('Déjà vu, Ångström'), _.truncate('Donaudampfschiff', { length: 8 }));
console.log(_.words('fred, barney & über 3 Äpfel'), _.pad('ü', 7, '*-'), _.escape('<a & "b">'), _.upperFirst('éa'));

const original = { a: [{ b: 1 }], when: new Date(0), set: new Set([1]) };
const copy = _.cloneDeep(original);
_.set(copy, 'a[0].c.d', 2);
console.log(JSON.stringify(copy.a), _.isEqual(original, copy), _.has(copy, 'a[0].c.d'), copy.when instanceof Date, copy.set.has(1));
console.log(_.merge({ a: { x: 1 }, l: [1, 2] }, { a: { y: 2 }, l: [3] }), _.defaultsDeep({ a: { x: 1 } }, { a: { x: 9, z: 3 } }));
console.log(_.chunk(_.range(7), 3), _.zip(['a', 'b'], [1, 2]), _.difference([1, 2, 3], [2]), _.xor([1, 2], [2, 3]), _.intersection([1, 2], [2, 3]));
console.log(_.template('Liebe <%- name %>, <% _.forEach(items, function (i) { %>[<%= i %>]<% }) %>')({ name: 'A & B', items: ['x', 'ü'] }));

let calls = 0;
const slow = _.memoize((n) => { calls += 1; return n * n; });
console.log(slow(4) + slow(4) + slow(5), 'in', calls, 'calls', _.curry((a, b, c) => a + b + c)(1)(2, 3), _.flow(_.toUpper, _.size)('straße'));
const once = _.once(() => 'first');
console.log(once(), once(), _.times(3, _.constant('x')), _.invert({ a: 'ü' }), _.omitBy({ a: 1, b: null }, _.isNil), _.round(4.006, 2), _.clamp(12, 0, 10));
const late = _.debounce((text) => console.log('debounced:', text), 20);
['a', 'b', 'c'].forEach((text) => late(text));
