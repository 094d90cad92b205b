import { greeting } from '{{directory}}/greeting';

console.log(greeting());
