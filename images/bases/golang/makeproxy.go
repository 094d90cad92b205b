// Makeproxy turns Debian's Go library packages into a module proxy that is a tree of files:
//
//	go run makeproxy.go modules.txt /usr/share/gocode/src /usr/share/go-proxy
//
// The tree has, for each line of modules.txt, <module>/@v/list and <version>.info, .mod and .zip beside it,
// as the Go module reference describes them; GOPROXY=file:///usr/share/go-proxy serves it.
package main

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: makeproxy TABLE SOURCES TARGET")
	}

	table, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer table.Close()

	for lines := bufio.NewScanner(table); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if err := serve(fields[0], fields[1], os.Args[2], os.Args[3]); err != nil {
			log.Fatalf("%s %s: %v", fields[0], fields[1], err)
		}
	}
}

// serve writes one version of one module.
func serve(module, version, sources, target string) error {
	source := filepath.Join(sources, module)
	directory := filepath.Join(target, module, "@v")
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return err
	}

	list, err := os.OpenFile(filepath.Join(directory, "list"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer list.Close()
	if _, err := fmt.Fprintln(list, version); err != nil {
		return err
	}

	info := fmt.Sprintf("{\"Version\":%q}\n", version)
	if err := os.WriteFile(filepath.Join(directory, version+".info"), []byte(info), 0o644); err != nil {
		return err
	}

	mod, err := os.ReadFile(filepath.Join(source, "go.mod"))
	if errors.Is(err, fs.ErrNotExist) {
		mod, err = []byte("module "+module+"\n"), nil
	}
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(directory, version+".mod"), mod, 0o644); err != nil {
		return err
	}

	archive, err := os.Create(filepath.Join(directory, version+".zip"))
	if err != nil {
		return err
	}
	defer archive.Close()
	return pack(archive, source, module+"@"+version)
}

// pack writes a module's files below the prefix. Directories with a go.mod of their own are other modules.
func pack(archive *os.File, source, prefix string) error {
	writer := zip.NewWriter(archive)
	err := filepath.WalkDir(source, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && path != source {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular():
			return nil
		}

		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := writer.Create(prefix + filepath.ToSlash(strings.TrimPrefix(path, source)))
		if err != nil {
			return err
		}
		_, err = file.Write(content)
		return err
	})
	return errors.Join(err, writer.Close())
}
