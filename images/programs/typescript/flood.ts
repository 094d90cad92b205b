const line: string = '0123456789abcdef'.repeat(3) + '0123456789abcde';
const text: string = new Array(32768).fill(line).join('\n');
console.log(text);
console.error(text);
