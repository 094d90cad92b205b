const text = ('0123456789abcdef'.repeat(3) + '0123456789abcde\n').repeat(32768);
process.stdout.write(text);
process.stderr.write(text);
