const line: string = '0123456789abcdef'.repeat(3) + '0123456789abcde';
console.log(new Array(32768).fill(line).join('\n'));
