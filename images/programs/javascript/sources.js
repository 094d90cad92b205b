const { greeting } = require('{{directory}}/greeting');

console.log(greeting());
