// Keeps an inventory: groups, sums, diffs and sorts it (needs: lodash with its types).
import _ from 'lodash';

interface Article {
  readonly sku: string;
  readonly name: string;
  readonly group: 'Obst' | 'Gemüse' | 'Sonstiges';
  stock: number;
  readonly cents: number;
}

const articles: Article[] = [
  { sku: 'A1', name: 'Äpfel', group: 'Obst', stock: 120, cents: 45 },
  { sku: 'B7', name: 'Birnen', group: 'Obst', stock: 8, cents: 60 },
  { sku: 'G2', name: 'Grünkohl', group: 'Gemüse', stock: 15, cents: 250 },
  { sku: 'G1', name: 'Möhren', group: 'Gemüse', stock: 0, cents: 20 },
  { sku: 'X9', name: 'Ölkanne', group: 'Sonstiges', stock: 3, cents: 1995 },
];

type Movement = [sku: string, change: number];

function move(list: readonly Article[], movements: readonly Movement[]): { list: Article[]; refused: Movement[] } {
  const copy = _.keyBy(_.cloneDeep(list) as Article[], 'sku');
  const [, refused] = _.partition(movements, ([sku, change]) => {
    const article: Article | undefined = copy[sku];
    if (!article || article.stock + change < 0) return false;
    article.stock += change;
    return true;
  });
  return { list: _.values(copy), refused };
}

const value = (list: readonly Article[]): number => _.sumBy(list, ({ stock, cents }) => stock * cents);
const { list, refused } = move(articles, [['A1', -20], ['G1', 40], ['B7', -9], ['Z0', 1], ['X9', -3]]);
console.log('refused:', JSON.stringify(refused), 'value:', value(articles), '→', value(list), 'untouched:', articles[0].stock);

const groups = _.mapValues(_.groupBy(list, 'group'), (members) => ({ count: members.length, value: value(members), names: _.map(members, 'name').join('/') }));
for (const [group, { count, value: worth, names }] of _.sortBy(_.toPairs(groups), ([name]) => _.deburr(name))) {
  console.log(`${_.padEnd(group, 10)}|${_.padStart(String(count), 3)} |${_.padStart((worth / 100).toFixed(2), 8)} | ${names}`);
}

const changes = _.differenceWith(list, articles, _.isEqual).map((article) => ({ ..._.pick(article, 'name', 'stock'), before: _.find(articles, { sku: article.sku })?.stock }));
console.table(changes);
console.log(_.orderBy(list, ['stock', 'name'], ['desc', 'asc']).map((article) => article.sku).join(' '), _.minBy(list, 'cents')?.name, _.some(list, { stock: 0 }));

const byPath: _.PropertyPath = ['groups', 'Gemüse', 'names'];
console.log(_.get({ groups }, byPath), _.get({ groups }, 'groups.Nichts.value', 0), _.isPlainObject(groups), _.size(groups));
const total = _.chain(list).reject({ stock: 0 }).map('stock').reduce((a, b) => a + b).value();
const price = _.flow((cents: number) => cents / 100, (euros) => euros.toFixed(2), (text) => `${text} €`);
console.log(total, price(1995), _.curry((a: number, b: number) => a ** b)(2)(10), _.range(10, 0, -3), _.zipObject(['ä', 'ö'], [1, 2]));
console.log(_.uniqBy(['Straße', 'strasse', 'STRASSE'], (word) => _.toLower(_.deburr(word))), _.words('eine große-Menge Öl'), _.snakeCase('vollerLagerBestand'));
