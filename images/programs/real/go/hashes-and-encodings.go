// Hashes known inputs and writes bytes in several alphabets; needs crypto, hash and encoding.
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/ascii85"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"hash/maphash"
	"io"
	"math/bits"
	"mime"
	"mime/quotedprintable"
	"net/url"
	"os"
	"strings"
)

func main() {
	for _, h := range []struct {
		name string
		hash.Hash
	}{{"md5", md5.New()}, {"sha1", sha1.New()}, {"sha256", sha256.New()}, {"sha512/256", sha512.New512_256()}, {"hmac", hmac.New(sha256.New, []byte("key"))}} {
		io.WriteString(h, "abc")
		fmt.Printf("%-10s %3d %x\n", h.name, 8*h.Size(), h.Sum(nil))
	}
	file, err := os.CreateTemp("", "zeros")
	if err != nil {
		panic(err)
	}
	defer os.Remove(file.Name())
	file.Write(make([]byte, 1000000))
	file.Seek(0, io.SeekStart)
	sum, again := sha256.New(), md5.New()
	n, err := io.Copy(io.MultiWriter(sum, again), file)
	fmt.Printf("%d %x… %x… %v\n", n, sum.Sum(nil)[:4], again.Sum(nil)[:4], err)

	check := []byte("123456789")
	fnv := fnv.New32a()
	fnv.Write(check)
	fmt.Printf("%08x %08x %016x %08x %08x\n", crc32.ChecksumIEEE(check), crc32.Checksum(check, crc32.MakeTable(crc32.Castagnoli)), crc64.Checksum(check, crc64.MakeTable(crc64.ECMA)), adler32.Checksum(check), fnv.Sum32())
	seed := maphash.MakeSeed()
	fmt.Println(maphash.String(seed, "a") == maphash.Bytes(seed, []byte("a")))

	text := []byte("Größe: 15 µm ✓")
	var eighty bytes.Buffer
	encoder := ascii85.NewEncoder(&eighty)
	encoder.Write(text)
	encoder.Close()
	fmt.Println(hex.EncodeToString(text))
	fmt.Println(base32.StdEncoding.EncodeToString(text), base64.RawURLEncoding.EncodeToString(text), eighty.Len())
	back, err := base64.URLEncoding.DecodeString("R3LDtsOfZT8_")
	fmt.Printf("%s %v\n", back, err)
	var corrupt base64.CorruptInputError
	_, err = base64.StdEncoding.DecodeString("R3L*")
	fmt.Println(errors.As(err, &corrupt), int64(corrupt))
	_, err = hex.DecodeString("abc")
	fmt.Println(errors.Is(err, hex.ErrLength))
	fmt.Print(hex.Dump(text[:18]))

	var quoted strings.Builder
	writer := quotedprintable.NewWriter(&quoted)
	writer.Write([]byte("Grüße = ja"))
	writer.Close()
	subject := mime.QEncoding.Encode("utf-8", "Übermorgen")
	decoded, err := new(mime.WordDecoder).DecodeHeader("=?ISO-8859-1?Q?Caf=E9?= =?UTF-8?B?4pyT?=")
	fmt.Println(quoted.String(), subject, decoded, err)
	fmt.Println(url.QueryEscape("a&b=ü +"), url.PathEscape("a b/ü"), url.Values{"q": {"世界"}, "n": {"1", "2"}}.Encode())
	block := pem.EncodeToMemory(&pem.Block{Type: "PROBE", Headers: map[string]string{"Ort": "Koeln"}, Bytes: text})
	parsed, rest := pem.Decode(block)
	fmt.Println(strings.Count(string(block), "\n"), parsed.Type, bytes.Equal(parsed.Bytes, text), len(rest))

	varint := binary.AppendUvarint(binary.AppendVarint(nil, -300), 1<<40)
	first, size := binary.Varint(varint)
	second, _ := binary.Uvarint(varint[size:])
	fmt.Println(varint, first, second == 1<<40, bits.OnesCount(0xff0f), bits.Reverse8(0b00010011), bits.LeadingZeros32(1))
}
