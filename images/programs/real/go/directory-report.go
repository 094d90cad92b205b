// Builds a tree of files, walks, copies and compares it and deletes it again; needs HOME, TMPDIR, links and modes.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing/fstest"
	"text/template"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// copyTree copies what a file system has into a directory.
func copyTree(to string, from fs.FS) error {
	return fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, filepath.FromSlash(name))
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o640)
	})
}

func main() {
	root, err := os.MkdirTemp("", "projekt-äöü-*")
	check(err)
	defer func() {
		check(os.RemoveAll(root))
		_, err := os.Stat(root)
		fmt.Println("deleted:", errors.Is(err, fs.ErrNotExist))
	}()
	fmt.Println("in TMPDIR:", strings.HasPrefix(root, os.TempDir()), "HOME set:", os.Getenv("HOME") != "")
	source := fstest.MapFS{
		"src/Übung.txt":     {Data: []byte("eins\nzwei\ndrei\n")},
		"src/deep/er/世界.md": {Data: []byte("# 你好\n")},
		"data/list.csv":     {Data: []byte("a;1\r\nß;2\r\n")},
		"leer.log":          {},
	}
	check(copyTree(root, source))
	check(os.Symlink("src/Übung.txt", filepath.Join(root, "link")))
	check(os.Chmod(filepath.Join(root, "leer.log"), 0o400))

	var bytes int64
	check(filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		check(err)
		info, err := entry.Info()
		check(err)
		relative, err := filepath.Rel(root, name)
		check(err)
		if info.Mode().IsRegular() {
			bytes += info.Size()
			fmt.Println(info.Mode(), info.Size(), relative, filepath.Ext(name))
		} else {
			fmt.Println(info.Mode().Type(), relative != ".")
		}
		return nil
	}))
	fmt.Println("bytes:", bytes)
	check(fstest.TestFS(os.DirFS(filepath.Join(root, "src")), "Übung.txt", "deep/er/世界.md"))
	found, err := fs.Glob(os.DirFS(root), "*/*.[ct]*")
	fmt.Println(found, err)
	target, err := os.Readlink(filepath.Join(root, "link"))
	fmt.Println(target, err)
	file, err := os.OpenFile(filepath.Join(root, "link"), os.O_APPEND|os.O_RDWR, 0)
	check(err)
	_, err = io.WriteString(file, "vier")
	check(err)
	_, err = file.Seek(5, io.SeekStart)
	check(err)
	words := bufio.NewScanner(file)
	words.Split(bufio.ScanWords)
	for words.Scan() {
		fmt.Print(words.Text(), " ")
	}
	check(file.Close())
	var wrong *fs.PathError
	fmt.Println(errors.As(os.Remove(filepath.Join(root, "src")), &wrong), wrong.Err)
	fmt.Println(path.Join("a", "../b", "./c"), path.Base("/x/y.tar.gz"), filepath.Clean("a//b/../c"), filepath.IsLocal("../x"))
	report := template.Must(template.New("").Parse("{{range $i, $n := .}}{{if $i}}, {{end}}{{printf \"%q\" $n}}{{end}}\n"))
	check(report.Execute(os.Stdout, found))
	check(os.Chdir(root))
	entries, err := os.ReadDir(".")
	fmt.Println(len(entries), entries[0].Name(), err)
}
