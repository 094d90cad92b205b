interface Greeting {
  readonly from: string;
}

const greet = ({ from }: Greeting): string => `Hello from ${from}!`;

console.log(greet({ from: 'TypeScript' }));
