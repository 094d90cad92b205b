// An event bus whose events are checked by type, with generics, mapped and conditional types (needs: the compiler alone).
type Events = {
  login: { user: string; at: Date };
  payment: { user: string; cents: bigint };
  logout: string;
};

type Handler<T> = (payload: T) => void;
type HandlerNames<E> = { [K in keyof E & string as `on${Capitalize<K>}`]?: Handler<E[K]> };
type Unsubscribe = () => boolean;
type UsersOf<E> = { [K in keyof E]: E[K] extends { user: string } ? K : never }[keyof E];

class Bus<E extends Record<string, unknown>> {
  readonly #handlers = new Map<keyof E, Set<Handler<never>>>();

  on<K extends keyof E>(name: K, handler: Handler<E[K]>): Unsubscribe {
    const set = this.#handlers.get(name) ?? new Set<Handler<never>>();
    this.#handlers.set(name, set.add(handler as Handler<never>));
    return () => set.delete(handler as Handler<never>);
  }

  all(handlers: HandlerNames<E>): Unsubscribe[] {
    return Object.entries(handlers).map(([key, handler]) => {
      const name = (key.charAt(2).toLowerCase() + key.slice(3)) as keyof E;
      return this.on(name, handler as Handler<E[keyof E]>);
    });
  }

  emit<K extends keyof E>(name: K, payload: E[K]): number {
    const set = this.#handlers.get(name);
    for (const handler of set ?? []) (handler as Handler<E[K]>)(payload);
    return set?.size ?? 0;
  }
}

const userEvents: UsersOf<Events>[] = ['login', 'payment'];
const bus = new Bus<Events>();
const log: string[] = [];
const [stopLogin, stopPayment] = bus.all({
  onLogin: ({ user, at }) => log.push(`${user} kam um ${at.toISOString().slice(11, 16)}`),
  onPayment: ({ user, cents }) => log.push(`${user} zahlt ${cents / 100n},${String(cents % 100n).padStart(2, '0')} €`),
});
bus.on('logout', (user) => log.push(`${user.toUpperCase()} geht`));

console.log(bus.emit('login', { user: 'Zoë', at: new Date(Date.UTC(2024, 1, 29, 8, 5)) }));
console.log(bus.emit('payment', { user: '李', cents: 123456789012345678901n }));
console.log(stopPayment(), stopPayment(), bus.emit('payment', { user: 'x', cents: 1n }));
console.log(bus.emit('logout', 'straße'), stopLogin());
log.forEach((line) => console.log(line));

// @ts-expect-error: there is no such event.
console.log(bus.emit('nonsense', 'x'), userEvents.join());
