// Classes with decorators, accessors, mixins, abstract members, overloads and symbols (needs: experimentalDecorators, which the runner sets).
type Constructor<T = object> = new (...args: any[]) => T;
const calls: string[] = [];

function logged(target: object, name: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const inner = descriptor.value as (...args: unknown[]) => unknown;
  return {
    ...descriptor,
    value(this: unknown, ...args: unknown[]) {
      calls.push(`${target.constructor.name}.${name}(${args.join(', ')})`);
      return inner.apply(this, args);
    },
  };
}

function limited(most: number) {
  return (_: object, name: string, descriptor: PropertyDescriptor): PropertyDescriptor => ({
    ...descriptor,
    set(this: object, value: number) {
      if (value > most) throw new RangeError(`${name}: ${value} > ${most}`);
      descriptor.set?.call(this, value);
    },
  });
}

function sealed(constructor: Constructor): void {
  Object.seal(constructor.prototype);
}

const Timestamped = <B extends Constructor>(Base: B) => class extends Base {
  readonly created = new Date(Date.UTC(2024, 1, 29));
  get day(): string { return this.created.toISOString().slice(0, 10); }
};

abstract class Account implements Iterable<number> {
  protected readonly entries: number[] = [];
  constructor(readonly owner: string) {}

  get balance(): number { return this.entries.reduce((a, b) => a + b, 0); }

  deposit(cents: number): this;
  deposit(text: `${number} €`): this;
  @logged
  deposit(amount: number | string): this {
    this.entries.push(typeof amount === 'number' ? amount : Math.round(Number.parseFloat(amount) * 100));
    return this;
  }

  *[Symbol.iterator](): IterableIterator<number> { yield* this.entries; }
  [Symbol.toPrimitive](hint: string): string | number { return hint === 'number' ? this.balance : `${this.owner}: ${this.balance}`; }
}

@sealed
class Savings extends Timestamped(Account as unknown as Constructor<Account>) {
  #rate = 0;
  @limited(500)
  get rate(): number { return this.#rate; }
  set rate(value: number) { this.#rate = value; }
}

const one = new Savings('Zoë');
one.deposit(1050).deposit('20.5 €').rate = 250;
const two = new Savings('李');
console.log(`${one}`, +one + 1, [...one], one.day, two.rate, one.rate);
try {
  two.rate = 501;
} catch (error) {
  console.log((error as Error).name, (error as Error).message);
}
console.log(calls, one instanceof Account, Object.isSealed(Savings.prototype), Savings.name);
