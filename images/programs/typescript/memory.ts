const memory: Uint8Array[] = [];
for (let i = 0; i < 256; i++) {
  memory.push(new Uint8Array(16 << 20).fill(1));
}
console.log('no limit', memory.length);
