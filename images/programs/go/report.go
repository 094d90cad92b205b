package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"
)

func show(key string, value any, err error) {
	if err != nil {
		value = "! " + err.Error()
	}
	fmt.Println(key, value)
}

func hexOf(file string) (string, error) {
	content, err := os.ReadFile(file)
	return fmt.Sprintf("%x", content), err
}

// Not os.Getwd, which believes $PWD.
func workingDirectory() (string, error) {
	buffer := make([]byte, syscall.PathMax)
	n, err := syscall.Getcwd(buffer)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", buffer[:n-1]), nil
}

func main() {
	environ, err := hexOf("/proc/self/environ")
	show("environ", environ, err)
	status, err := hexOf("/proc/self/status")
	show("status", status, err)
	cwd, err := workingDirectory()
	show("cwd", cwd, err)
	mntns, err := os.Readlink("/proc/self/ns/mnt")
	show("mntns", mntns, err)
	nonce, err := hexOf("{{nonce}}")
	show("nonce", nonce, err)
	stdin, err := io.Copy(io.Discard, os.Stdin)
	show("stdin", stdin, err)
	show("version", strings.TrimPrefix(runtime.Version(), "go"), nil)
	fmt.Println("utf8 Grüße, 世界 ✓")

	if err := os.WriteFile("{{file}}", []byte("written by the report\n"), 0o644); err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, "Überlauf ✓")
	os.Exit(3)
}
