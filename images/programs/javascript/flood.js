const line = '0123456789abcdef'.repeat(3) + '0123456789abcde\n';
process.stdout.write(line.repeat(32768));
