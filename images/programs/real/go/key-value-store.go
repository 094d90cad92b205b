// Keeps keys and values in a file that is only appended to, with checksums and recovery; needs encoding/binary and gob.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// A record is a header, the key and the value; a value of length −1 deletes the key.
type header struct {
	Sum        uint32
	Key, Value int32
}

type store struct {
	file  *os.File
	index map[string]int64
	end   int64
}

var errMissing = errors.New("no such key")

func open(name string) (*store, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	s := &store{file, map[string]int64{}, 0}
	for {
		key, value, size, err := s.read(s.end)
		if err != nil { // the end, or a record that was not written to its end
			return s, file.Truncate(s.end)
		}
		s.index[key] = s.end
		if value == nil {
			delete(s.index, key)
		}
		s.end += size
	}
}

func (s *store) read(at int64) (key string, value []byte, size int64, err error) {
	var h header
	section := io.NewSectionReader(s.file, at, 1<<20)
	if err = binary.Read(section, binary.BigEndian, &h); err != nil {
		return
	}
	body := make([]byte, h.Key+max(h.Value, 0))
	if _, err = io.ReadFull(section, body); err != nil {
		return
	}
	if crc32.ChecksumIEEE(body) != h.Sum {
		return "", nil, 0, errors.New("wrong checksum")
	}
	if h.Value >= 0 {
		value = body[h.Key:]
	}
	return string(body[:h.Key]), value, int64(binary.Size(h) + len(body)), nil
}

func (s *store) write(key string, value []byte) error {
	h := header{crc32.ChecksumIEEE(append([]byte(key), value...)), int32(len(key)), int32(len(value))}
	if value == nil {
		h.Value = -1
	}
	var record bytes.Buffer
	binary.Write(&record, binary.BigEndian, h)
	record.WriteString(key)
	record.Write(value)
	n, err := s.file.WriteAt(record.Bytes(), s.end)
	s.index[key] = s.end
	if value == nil {
		delete(s.index, key)
	}
	s.end += int64(n)
	return err
}

func (s *store) get(key string) ([]byte, error) {
	at, ok := s.index[key]
	if !ok {
		return nil, fmt.Errorf("%w: %s", errMissing, key)
	}
	_, value, _, err := s.read(at)
	return value, err
}

func main() {
	s, err := open("store.db")
	if err != nil {
		panic(err)
	}
	for i := 0; i < 1000; i++ {
		var value bytes.Buffer
		gob.NewEncoder(&value).Encode(map[string]int{"größe": i * i})
		s.write(fmt.Sprint("schlüssel-", i%300), value.Bytes())
	}
	s.write("schlüssel-7", nil)
	s.write("leer", []byte{})
	fmt.Println(len(s.index), "keys in", s.end, "bytes")
	s.file.Truncate(s.end + 7) // as if the machine had stopped while writing
	s.file.Close()

	if s, err = open("store.db"); err != nil {
		panic(err)
	}
	fmt.Println(len(s.index), "keys in", s.end, "bytes")
	value, err := s.get("schlüssel-42")
	var decoded map[string]int
	fmt.Println(gob.NewDecoder(bytes.NewReader(value)).Decode(&decoded), err)
	fmt.Println(decoded)
	_, err = s.get("schlüssel-7")
	fmt.Println(err, errors.Is(err, errMissing))
	s.file.WriteAt([]byte{0xff}, s.index["schlüssel-5"]+14)
	_, err = s.get("schlüssel-5")
	fmt.Println(err)
	value, err = s.get("leer")
	fmt.Println(len(value), value != nil, err)
}
