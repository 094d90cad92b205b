// Packs files with Unicode names into zip and tar.gz and unpacks them again; needs archive and compress.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"
)

var files = []struct{ name, text string }{
	{"lies-mich.txt", "Grüße aus dem Archiv\n"},
	{"ordner/größe.txt", strings.Repeat("x", 10000)},
	{"目录/文件.txt", "世界"},
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	stamp := time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
	packed, err := os.CreateTemp("", "archive-*.zip")
	check(err)
	defer os.Remove(packed.Name())
	writer := zip.NewWriter(packed)
	check(writer.SetComment("Sicherung"))
	for _, file := range files {
		entry, err := writer.CreateHeader(&zip.FileHeader{Name: file.name, Method: zip.Deflate, Modified: stamp})
		check(err)
		_, err = io.WriteString(entry, file.text)
		check(err)
	}
	check(writer.Close())
	check(packed.Close())

	reader, err := zip.OpenReader(packed.Name())
	check(err)
	defer reader.Close()
	for n, file := range reader.File {
		fmt.Println(file.Name, file.UncompressedSize64, file.Modified.UTC().Format(time.DateOnly), file.CRC32 == crc32.ChecksumIEEE([]byte(files[n].text)), file.CompressedSize64 < 100)
	}
	text, err := fs.ReadFile(reader, "目录/文件.txt")
	fmt.Println(string(text), err, reader.Comment)
	check(fs.WalkDir(reader, ".", func(path string, entry fs.DirEntry, err error) error {
		fmt.Print(path, map[bool]string{true: "/ ", false: " "}[entry.IsDir()])
		return err
	}))
	fmt.Println()

	var ball bytes.Buffer
	squeezed := gzip.NewWriter(&ball)
	squeezed.Name = "ball.tar"
	archive := tar.NewWriter(squeezed)
	for _, file := range files {
		check(archive.WriteHeader(&tar.Header{Name: file.name, Mode: 0o640, Size: int64(len(file.text)), ModTime: stamp, Uname: "jürgen"}))
		_, err := archive.Write([]byte(file.text))
		check(err)
	}
	check(archive.WriteHeader(&tar.Header{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "lies-mich.txt"}))
	check(archive.Close())
	check(squeezed.Close())
	damaged := bytes.Clone(ball.Bytes())
	damaged[len(damaged)-5] ^= 0x10

	unzipped, err := gzip.NewReader(&ball)
	check(err)
	for list := tar.NewReader(unzipped); ; {
		header, err := list.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		check(err)
		content, err := io.ReadAll(list)
		check(err)
		fmt.Println(header.FileInfo().Mode(), header.Uname, len(content), header.Name, header.Linkname)
	}
	broken, err := gzip.NewReader(bytes.NewReader(damaged))
	check(err)
	_, err = io.Copy(io.Discard, broken)
	fmt.Println("damaged:", errors.Is(err, gzip.ErrChecksum))

	var small bytes.Buffer
	deflater, err := zlib.NewWriterLevelDict(&small, flate.BestCompression, []byte("Wörterbuch"))
	check(err)
	io.WriteString(deflater, strings.Repeat("Wörterbuch ", 1000))
	check(deflater.Close())
	inflater, err := zlib.NewReaderDict(&small, []byte("Wörterbuch"))
	check(err)
	back, err := io.ReadAll(inflater)
	fmt.Println(len(back), err)
}
