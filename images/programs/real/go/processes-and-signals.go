// Pipes programs into each other, reads their status and handles signals; needs sort, tr, wc, sleep and false.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	if os.Getenv("PROBE_CHILD") != "" {
		fmt.Println("child with", len(os.Args)-1, "arguments:", strings.Join(os.Args[1:], "|"))
		fmt.Fprintln(os.Stderr, "trouble")
		os.Exit(7)
	}
	sort := exec.Command("sort", "-r")
	sort.Stdin = strings.NewReader("birne\napfel\nzitrone\n")
	out, err := sort.Output()
	fmt.Printf("%q %v\n", out, err)

	reader, writer := io.Pipe()
	words, count := exec.Command("tr", " ", "\n"), exec.Command("wc", "-l")
	words.Stdin = strings.NewReader("eins zwei drei\nvier fünf\n")
	words.Stdout, count.Stdin = writer, reader
	var lines bytes.Buffer
	count.Stdout = &lines
	if err := errors.Join(words.Start(), count.Start()); err != nil {
		panic(err)
	}
	fmt.Println(words.Wait(), writer.Close(), count.Wait())
	fmt.Println("lines:", strings.TrimSpace(lines.String()))

	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	child := exec.Command(self, "grün", "a b", "")
	child.Env = append(os.Environ(), "PROBE_CHILD=1")
	out, err = child.Output()
	var failed *exec.ExitError
	fmt.Print(string(out), errors.As(err, &failed), "\n")
	fmt.Println(failed.ExitCode(), strings.TrimSpace(string(failed.Stderr)))
	fmt.Println(exec.Command("false").Run())
	_, err = exec.LookPath("no-such-program")
	fmt.Println(errors.Is(err, exec.ErrNotFound))

	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	sleeping := exec.CommandContext(ctx, "sleep", "60")
	err = sleeping.Run()
	status := sleeping.ProcessState.Sys().(syscall.WaitStatus)
	fmt.Println(err, status.Signaled(), ctx.Err())

	signals := make(chan os.Signal, 3)
	signal.Notify(signals, syscall.SIGUSR1, syscall.SIGTERM)
	process, err := os.FindProcess(os.Getpid())
	if err != nil {
		panic(err)
	}
	for _, s := range []os.Signal{syscall.SIGUSR1, syscall.SIGTERM} {
		if err := process.Signal(s); err != nil {
			panic(err)
		}
		fmt.Println("caught:", <-signals)
	}
	signal.Ignore(syscall.SIGHUP)
	fmt.Println(process.Signal(syscall.SIGHUP), signal.Ignored(syscall.SIGHUP))
	defer fmt.Println("the end")
	defer func() {
		var stopped *os.PathError
		_, err := os.Open("fehlt.txt")
		fmt.Println(errors.As(err, &stopped), stopped.Op, stopped.Path, stopped.Err)
	}()
}
