// Maps a file of records into memory, locks it and sees what others wrote; needs flock and mmap.
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

const size = 32 // a key, a value, a name

func put(record []byte, key uint32, value float64, name string) {
	binary.BigEndian.PutUint32(record, key)
	binary.LittleEndian.PutUint64(record[4:], math.Float64bits(value))
	clear(record[12:size])
	copy(record[12:size], name)
}

func get(record []byte) (uint32, float64, string) {
	name := record[12:size]
	for len(name) > 0 && name[len(name)-1] == 0 {
		name = name[:len(name)-1]
	}
	return binary.BigEndian.Uint32(record), math.Float64frombits(binary.LittleEndian.Uint64(record[4:])), string(name)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	folder, err := os.MkdirTemp("", "map-*")
	check(err)
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "datensätze.bin")
	file, err := os.Create(path)
	check(err)
	defer file.Close()
	check(file.Truncate(1000 * size))

	memory, err := syscall.Mmap(int(file.Fd()), 0, 1000*size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	check(err)
	names := []string{"Nürnberg", "Łódź", "Αθήνα", "東京"}
	for i := range 1000 {
		put(memory[i*size:], uint32(i*7919%1009), float64(i)/8, names[i%len(names)])
	}
	other, err := os.Open(path)
	check(err)
	defer other.Close()
	record := make([]byte, size)
	for _, i := range []int64{0, 41, 999} {
		_, err := other.ReadAt(record, i*size)
		check(err)
		fmt.Println(get(record))
	}
	_, err = other.ReadAt(record, 999*size+5)
	fmt.Println(err == io.EOF)

	check(syscall.Flock(int(file.Fd()), syscall.LOCK_EX))
	err = syscall.Flock(int(other.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	fmt.Println("locked:", errors.Is(err, syscall.EWOULDBLOCK))
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		check(syscall.Flock(int(other.Fd()), syscall.LOCK_SH))
		_, value, name := get(memory)
		fmt.Println("after the lock:", value, name)
	}()
	put(memory, 1, -2.5, "geändert")
	check(syscall.Flock(int(file.Fd()), syscall.LOCK_UN))
	group.Wait()

	sum := 0.0
	for i := range 1000 {
		_, value, _ := get(memory[i*size:])
		sum += value
	}
	fmt.Println("sum", sum)
	check(syscall.Munmap(memory))
	info, err := file.Stat()
	check(err)
	fmt.Println(info.Size(), info.Name(), info.Mode().IsRegular())
	_, err = os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o600)
	fmt.Println(errors.Is(err, os.ErrExist), os.Rename(path, path+".alt"))
	_, err = os.Stat(path)
	fmt.Println(errors.Is(err, os.ErrNotExist))
}
