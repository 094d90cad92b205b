const memory = [];
for (let i = 0; i < 256; i++) {
  memory.push(Buffer.alloc(16 << 20, 1));
}
console.log('no limit', memory.length);
