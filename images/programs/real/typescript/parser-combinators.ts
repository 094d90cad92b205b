// Parses JSON and arithmetic with combinators whose results are typed, over template literals and recursion (needs: the compiler alone).
type Outcome<T> = { value: T; at: number } | { expected: string; at: number };
type Parser<T> = (text: string, at: number) => Outcome<T>;
type Values<P extends readonly Parser<unknown>[]> = { [K in keyof P]: P[K] extends Parser<infer T> ? T : never };
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const failed = <T>(outcome: Outcome<T>): outcome is { expected: string; at: number } => 'expected' in outcome;

const match = (pattern: RegExp, expected: string): Parser<string> => (text, at) => {
  const found = new RegExp(pattern, 'uy');
  found.lastIndex = at;
  const [value] = found.exec(text) ?? [];
  return value === undefined ? { expected, at } : { value, at: at + value.length };
};
const map = <A, B>(parser: Parser<A>, convert: (value: A) => B): Parser<B> => (text, at) => {
  const outcome = parser(text, at);
  return failed(outcome) ? outcome : { value: convert(outcome.value), at: outcome.at };
};
const sequence = <const P extends readonly Parser<unknown>[]>(...parsers: P): Parser<Values<P>> => (text, start) => {
  const values: unknown[] = [];
  let at = start;
  for (const parser of parsers) {
    const outcome = parser(text, at);
    if (failed(outcome)) return outcome;
    values.push(outcome.value);
    at = outcome.at;
  }
  return { value: values as Values<P>, at };
};
const either = <T>(...parsers: Parser<T>[]): Parser<T> => (text, at) => {
  const outcomes = parsers.map((parser) => parser(text, at));
  return outcomes.find((outcome) => !failed(outcome)) ?? outcomes.reduce((a, b) => (b.at > a.at ? b : a));
};
const many = <T>(parser: Parser<T>): Parser<T[]> => (text, start) => {
  const value: T[] = [];
  for (let at = start; ;) {
    const outcome = parser(text, at);
    if (failed(outcome)) return { value, at };
    value.push(outcome.value);
    at = outcome.at;
  }
};
const lazy = <T>(make: () => Parser<T>): Parser<T> => (text, at) => make()(text, at);
const word = (text: string): Parser<string> => map(match(new RegExp(`\\s*${text.replace(/[[\]{}()*+]/g, '\\$&')}\\s*`), text), () => text);
const separated = <T>(parser: Parser<T>): Parser<T[]> =>
  either(map(sequence(parser, many(map(sequence(word(','), parser), ([, value]) => value))), ([first, rest]) => [first, ...rest]), (_, at) => ({ value: [], at }));

const number = map(match(/\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*/i, 'number'), Number);
const string = map(match(/\s*"(?:[^"\\]|\\.)*"\s*/, 'string'), (text) => JSON.parse(text) as string);
const json: Parser<Json> = either<Json>(
  number, string, map(word('true'), () => true), map(word('null'), () => null),
  map(sequence(word('['), lazy(() => separated(json)), word(']')), ([, list]) => list),
  map(sequence(word('{'), lazy(() => separated(sequence(string, word(':'), json))), word('}')), ([, pairs]) => Object.fromEntries(pairs.map(([key, , value]) => [key, value]))),
);
const factor: Parser<number> = either(number, map(sequence(word('('), lazy(() => sum), word(')')), ([, value]) => value));
const chain = (part: Parser<number>, ...signs: string[]): Parser<number> => map(sequence(part, many(sequence(either(...signs.map(word)), part))), ([first, rest]) =>
  rest.reduce((a, [sign, b]) => (sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : a / b), first));
const sum = chain(chain(factor, '*', '/'), '+', '-');

for (const [parser, text] of [[json, '{"größe": [1, -2.5e3, null, {"世": "\\u00fc"}], "leer": []}'], [json, '[1, 2'], [json, '{"a" 1}'], [sum, '2 * (3 + 4) - 10 / 4'], [sum, '1 + (2 *']] as const) {
  const outcome: Outcome<Json> = map(sequence<[Parser<Json>, Parser<string>]>(parser, match(/$/, 'end')), ([value]) => value)(text, 0);
  console.log(text, '⇒', failed(outcome) ? `expected ${outcome.expected} at ${outcome.at}` : JSON.stringify(outcome.value));
}
