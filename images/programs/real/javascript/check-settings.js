// Checks settings and forms against schemas and says what is wrong with them (needs: zod).
'use strict';

const { z } = require('zod');

const Address = z.object({ street: z.string().min(3), zip: z.string().regex(/^\d{5}$/, 'fünf Ziffern'), city: z.string().trim() });
const Person = z.object({
  name: z.string().min(1).transform((name) => name.normalize('NFC')),
  age: z.coerce.number().int().nonnegative().max(150),
  mail: z.string().email().optional(),
  role: z.enum(['admin', 'gast']).default('gast'),
  tags: z.array(z.string()).max(3).default([]),
  address: Address.nullable(),
  born: z.string().date().optional(),
}).strict();

const Shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), radius: z.number().positive() }),
  z.object({ kind: z.literal('box'), width: z.number(), height: z.number() }),
]);

const Period = z.object({ from: z.coerce.date(), to: z.coerce.date() }).refine(({ from, to }) => from <= to, { message: 'endet vor dem Anfang', path: ['to'] });
const Tree = z.lazy(() => z.object({ value: z.number(), children: z.array(Tree).default([]) }));

console.log(Person.parse({ name: 'Zoe\u0308', age: '31', address: { street: 'Ölweg 5', zip: '50667', city: ' Köln ' } }));

const checks = [
  [Person, { name: '', age: -1, mail: 'keine', role: 'chef', tags: ['a', 'b', 'c', 'd'], address: { street: 'x', zip: '12', city: 'y' } }],
  [Person, { name: 'Ada', age: 36, address: null, extra: true }],
  [Shape, { kind: 'circle', radius: -2 }],
  [Shape, { kind: 'star' }],
  [Period, { from: '2024-03-01', to: '2024-02-01' }],
  [Tree, { value: 1, children: [{ value: 2, children: [{ value: '3' }] }] }],
];
for (const [schema, value] of checks) {
  const result = schema.safeParse(value);
  const issues = result.error.issues.map((issue) => `${issue.path.join('.') || '(all)'}: ${issue.code}`);
  console.log(result.success, issues.join('; '));
}
console.log(Address.shape.zip.safeParse('abc').error.issues[0].message, Period.safeParse(checks[4][1]).error.issues[0].message);

const sum = (node) => node.value + node.children.reduce((total, child) => total + sum(child), 0);
console.log('sum of the tree:', sum(Tree.parse({ value: 1, children: [{ value: 2 }, { value: 39 }] })));
console.log(Shape.options.map((option) => option.shape.kind.value), Object.keys(Address.partial().omit({ city: true }).shape), z.tuple([z.string(), z.number()]).parse(['ü', 1]));
console.log(z.record(z.number()).parse({ ä: 1 }), z.union([z.number(), z.boolean()]).safeParse('x').success, z.set(z.string()).parse(new Set(['a'])).size);
const doubled = z.preprocess((text) => JSON.parse(text), z.array(z.number())).transform((list) => list.map((n) => n * 2));
console.log(doubled.parse('[1, 2, 3]'), z.string().url().safeParse('https://example.org/ä').success, z.bigint().parse(2n ** 70n));
Person.parseAsync({}).catch((error) => console.log(error instanceof z.ZodError, error.flatten().fieldErrors.name));
