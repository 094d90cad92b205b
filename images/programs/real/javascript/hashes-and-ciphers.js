// Hashes known inputs, signs, encrypts and derives keys (needs: crypto with OpenSSL).
'use strict';

const crypto = require('node:crypto');

const KNOWN = {
  md5: '900150983cd24fb0d6963f7d28e17f72',
  sha1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  'sha3-256': '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532',
};
for (const [name, known] of Object.entries(KNOWN)) console.log(name.padEnd(9), crypto.createHash(name).update('abc').digest('hex') === known);
const digest = crypto.createHash('sha256');
for (let n = 0; n < 1000; n += 1) digest.update('a'.repeat(1000));
console.log('million a:', digest.digest('hex'));
console.log('umlaut:', crypto.createHash('sha512').update('Größe', 'utf8').digest('base64url').slice(0, 20));
console.log('hmac:', crypto.createHmac('sha256', 'key').update('The quick brown fox jumps over the lazy dog').digest('hex'));
console.log('pbkdf2:', crypto.pbkdf2Sync('password', 'salt', 2, 20, 'sha1').toString('hex'));
console.log('scrypt:', crypto.scryptSync('', '', 16, { N: 16, r: 1, p: 1 }).toString('hex'));
console.log('hkdf:', Buffer.from(crypto.hkdfSync('sha256', Buffer.alloc(22, 0x0b), Buffer.from('000102030405060708090a0b0c', 'hex'), Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'), 16)).toString('hex'));

// NIST's first vector of AES-128-ECB.
const block = crypto.createCipheriv('aes-128-ecb', Buffer.from('2b7e151628aed2a6abf7158809cf4f3c', 'hex'), null).setAutoPadding(false);
console.log('aes:', block.update('6bc1bee22e409f96e93d7e117393172a', 'hex', 'hex'));

function seal(text, key) {
  const iv = crypto.randomBytes(12);
  const cipher = crypto.createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function open(sealed, key) {
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28));
  return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
}

const key = crypto.randomBytes(32);
const sealed = seal('geheim: 世界 ✓', key);
console.log('opened:', open(sealed, key), sealed.length);
sealed[sealed.length - 1] ^= 1;
try {
  open(sealed, key);
} catch (error) {
  console.log('tampered:', error instanceof Error);
}

for (const [kind, options] of [['ed25519', {}], ['ec', { namedCurve: 'P-256' }], ['rsa', { modulusLength: 1024 }]]) {
  const { privateKey, publicKey } = crypto.generateKeyPairSync(kind, options);
  const name = kind === 'ed25519' ? null : 'sha256';
  const signature = crypto.sign(name, Buffer.from('Vertrag'), privateKey);
  console.log(kind, crypto.verify(name, Buffer.from('Vertrag'), publicKey, signature), crypto.verify(name, Buffer.from('Betrug'), publicKey, signature), publicKey.export({ type: 'spki', format: 'pem' }).split('\n')[0]);
}
const [alice, bob] = [crypto.createECDH('prime256v1'), crypto.createECDH('prime256v1')];
alice.generateKeys();
bob.generateKeys();
console.log('agreed:', alice.computeSecret(bob.getPublicKey()).equals(bob.computeSecret(alice.getPublicKey())), crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')));
crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc')).then((hash) => console.log('web crypto:', Buffer.from(hash).toString('hex').slice(0, 16), btoa('Hi'), atob('SGk=')));
