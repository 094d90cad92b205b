// Encrypts, signs, agrees on keys and issues a certificate, against published test values where there are any; needs crypto.
package main

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"fmt"
	"math/big"
	"time"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	block := must(aes.NewCipher(must(hex.DecodeString("000102030405060708090a0b0c0d0e0f")))) // the example of FIPS 197
	sealed := make([]byte, 16)
	block.Encrypt(sealed, must(hex.DecodeString("00112233445566778899aabbccddeeff")))
	fmt.Printf("AES %x\n", sealed)

	key, nonce := make([]byte, 32), make([]byte, 12)
	must(rand.Read(key))
	must(rand.Read(nonce))
	gcm := must(cipher.NewGCM(must(aes.NewCipher(key))))
	secret := gcm.Seal(nil, nonce, []byte("Streng geheim: Käse"), []byte("Kopf"))
	fmt.Println("GCM", len(secret), string(must(gcm.Open(nil, nonce, secret, []byte("Kopf")))))
	_, err := gcm.Open(nil, nonce, secret, []byte("Zopf"))
	fmt.Println("GCM forged:", err != nil)

	seed := must(hex.DecodeString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")) // of RFC 8032
	signer := ed25519.NewKeyFromSeed(seed)
	signature := ed25519.Sign(signer, nil)
	fmt.Printf("Ed25519 %x… %x…\n", signer.Public().(ed25519.PublicKey)[:8], signature[:8])
	fmt.Println(ed25519.Verify(signer.Public().(ed25519.PublicKey), nil, signature), ed25519.Verify(signer.Public().(ed25519.PublicKey), []byte("x"), signature))

	alice, bob := must(ecdh.X25519().GenerateKey(rand.Reader)), must(ecdh.X25519().GenerateKey(rand.Reader))
	fmt.Println("X25519 same secret:", bytes.Equal(must(alice.ECDH(bob.PublicKey())), must(bob.ECDH(alice.PublicKey()))))

	pair := must(rsa.GenerateKey(rand.Reader, 2048))
	wrapped := must(rsa.EncryptOAEP(sha256.New(), rand.Reader, &pair.PublicKey, key, nil))
	fmt.Println("RSA", len(wrapped), bytes.Equal(must(rsa.DecryptOAEP(sha256.New(), rand.Reader, pair, wrapped, nil)), key))
	digest := sha256.Sum256([]byte("Vertrag"))
	signed := must(pair.Sign(rand.Reader, digest[:], &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthAuto, Hash: crypto.SHA256}))
	fmt.Println("PSS", rsa.VerifyPSS(&pair.PublicKey, crypto.SHA256, digest[:], signed, nil))

	authority := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Prüfstelle"}, NotBefore: day, NotAfter: day.AddDate(10, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	issuer := must(x509.ParseCertificate(must(x509.CreateCertificate(rand.Reader, root, root, authority.Public(), authority))))
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), DNSNames: []string{"shop.example"}, NotBefore: day, NotAfter: day.AddDate(1, 0, 0)}
	issued := must(x509.ParseCertificate(must(x509.CreateCertificate(rand.Reader, leaf, issuer, pair.Public(), authority))))
	roots := x509.NewCertPool()
	roots.AddCert(issuer)
	for _, check := range []struct {
		name string
		when time.Time
	}{{"shop.example", day.AddDate(0, 6, 0)}, {"shop.example", day.AddDate(3, 0, 0)}, {"other.example", day.AddDate(0, 6, 0)}} {
		chains, err := issued.Verify(x509.VerifyOptions{Roots: roots, DNSName: check.name, CurrentTime: check.when})
		fmt.Println(check.name, check.when.Year(), len(chains), err == nil)
	}
	fmt.Println(issuer.Subject, issued.Issuer.CommonName, subtle.ConstantTimeCompare(key, key))
	n := must(rand.Int(rand.Reader, big.NewInt(10)))
	fmt.Println("below 10:", n.Cmp(big.NewInt(10)) < 0)
}
