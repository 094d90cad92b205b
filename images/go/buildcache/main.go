// Buildcache, as GOCACHEPROG, gives the go command a read-only build cache beneath the writable one.
//
// GOCACHE lies on the data volume, which is empty at the start of every sandbox, so without this each sandbox would compile
// the standard library again before its first program runs. What was compiled with the image is found in ../build-cache, seen
// from this program; everything else goes to GOCACHE. Both have the layout of the go command's own cache.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// request and response are the messages of the go command's cache protocol (cmd/go/internal/cacheprog), one JSON value each.
type request struct {
	ID       int64
	Command  string
	ActionID []byte `json:",omitempty"`
	OutputID []byte `json:",omitempty"`
	BodySize int64  `json:",omitempty"`
}

type response struct {
	ID            int64
	Err           string     `json:",omitempty"`
	KnownCommands []string   `json:",omitempty"`
	Miss          bool       `json:",omitempty"`
	OutputID      []byte     `json:",omitempty"`
	Size          int64      `json:",omitempty"`
	Time          *time.Time `json:",omitempty"`
	DiskPath      string     `json:",omitempty"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "buildcache:", err)
		os.Exit(1)
	}
}

func run() error {
	executable, err := os.Executable()
	if err != nil {
		return err
	}
	writable := os.Getenv("GOCACHE")
	if !filepath.IsAbs(writable) {
		return fmt.Errorf("GOCACHE is %q, expected an absolute path", writable)
	}
	readOnly := filepath.Join(filepath.Dir(executable), "..", "build-cache")
	return serve(cache{writable, readOnly}, os.Stdin, os.Stdout)
}

// serve answers requests until close or the end of input.
func serve(c cache, in io.Reader, out io.Writer) error {
	decoder := json.NewDecoder(bufio.NewReader(in))
	encoder := json.NewEncoder(out)
	if err := encoder.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}

	var running sync.WaitGroup
	var writing sync.Mutex
	answer := func(id int64, work func() (response, error)) {
		running.Add(1)
		go func() {
			defer running.Done()
			result, err := work()
			if err != nil {
				result = response{Err: err.Error()}
			}
			result.ID = id
			writing.Lock()
			defer writing.Unlock()
			_ = encoder.Encode(result) // The go command is gone when it does not read; the end of input follows.
		}()
	}

	for {
		var r request
		if err := decoder.Decode(&r); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}

		switch r.Command {
		case "get":
			answer(r.ID, func() (response, error) { return c.get(r.ActionID), nil })
		case "put":
			var body []byte
			if r.BodySize > 0 {
				if err := decoder.Decode(&body); err != nil {
					return err
				}
			}
			answer(r.ID, func() (response, error) { return c.put(r.ActionID, r.OutputID, body) })
		case "close":
			running.Wait()
			return encoder.Encode(response{ID: r.ID})
		default:
			return fmt.Errorf("unknown command %q", r.Command)
		}
	}
}

// cache is a pair of directories in the layout of the go command's cache:
// <first byte>/<action>-a names an output and its size, <first byte>/<output>-d is the output.
type cache struct{ writable, readOnly string }

func (c cache) get(action []byte) response {
	for _, root := range []string{c.writable, c.readOnly} {
		entry, err := os.ReadFile(path(root, action, "a"))
		if err != nil {
			continue
		}
		var stored, output string
		var size, nanoseconds int64
		if n, _ := fmt.Sscanf(string(entry), "v1 %64s %64s %d %d", &stored, &output, &size, &nanoseconds); n != 4 {
			continue
		}
		id, err := hex.DecodeString(output)
		if err != nil || stored != hex.EncodeToString(action) {
			continue
		}
		file := path(root, id, "d")
		if info, err := os.Stat(file); err != nil || info.Size() != size {
			continue
		}
		at := time.Unix(0, nanoseconds)
		return response{OutputID: id, Size: size, Time: &at, DiskPath: file}
	}
	return response{Miss: true}
}

func (c cache) put(action, output, body []byte) (response, error) {
	file := path(c.writable, output, "d")
	if info, err := os.Stat(file); err != nil || info.Size() != int64(len(body)) {
		if err := replace(file, body); err != nil {
			return response{}, err
		}
	}
	entry := fmt.Sprintf("v1 %x %x %20d %20d\n", action, output, len(body), time.Now().UnixNano())
	return response{DiskPath: file}, replace(path(c.writable, action, "a"), []byte(entry))
}

func path(root string, id []byte, kind string) string {
	name := hex.EncodeToString(id)
	return filepath.Join(root, name[:2], name+"-"+kind)
}

// replace writes a file that no other build, at the same time, can see half written.
func replace(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	partial, err := os.CreateTemp(filepath.Dir(file), "partial-")
	if err != nil {
		return err
	}
	_, err = partial.Write(content)
	if err = errors.Join(err, partial.Chmod(0o666), partial.Close()); err == nil {
		err = os.Rename(partial.Name(), file)
	}
	if err != nil {
		_ = os.Remove(partial.Name())
	}
	return err
}
