package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func line(name, problem string) {
	if problem == "" {
		problem = "ok"
	}
	fmt.Println(name, problem)
}

// goEnv asks the go command for what it makes of a variable.
func goEnv(name string, extra ...string) string {
	command := exec.Command("go", "env", name)
	command.Env = append(os.Environ(), extra...)
	output, err := command.CombinedOutput()
	if err != nil {
		return err.Error() + " " + string(output)
	}
	return strings.TrimSpace(string(output))
}

// counts compares what the go command uses with what is declared. Its own default differs in all of these.
func counts(name string) string {
	if declared, seen := os.Getenv(name), goEnv(name); declared == "" || seen != declared {
		return fmt.Sprintf("is '%s', and %s is what counts", declared, seen)
	}
	return ""
}

func path() string {
	for _, directory := range filepath.SplitList(os.Getenv("PATH")) {
		if _, err := os.Stat(filepath.Join(directory, "go")); err == nil {
			return ""
		}
	}
	return "is '" + os.Getenv("PATH") + "', which does not lead to go"
}

func home() string {
	if seen, err := os.UserHomeDir(); err != nil || seen != os.Getenv("HOME") {
		return fmt.Sprintf("is '%s', and %s is what counts (%v)", os.Getenv("HOME"), seen, err)
	}
	return ""
}

func tmpdir() string {
	own, used := os.Getenv("TMPDIR"), os.TempDir()
	// What it is set to is also what Go takes by itself: only another value shows that it is read.
	os.Setenv("TMPDIR", "{{directory}}")
	other := os.TempDir()
	os.Setenv("TMPDIR", own)
	if used != own || other != "{{directory}}" {
		return fmt.Sprintf("is '%s', and files go to %s", own, used)
	}
	return ""
}

// cgo is on by itself only where there is a C compiler, so that its variable shows with one alone.
func cgo() string {
	if declared := os.Getenv("CGO_ENABLED"); declared == "" || goEnv("CGO_ENABLED", "CC=/bin/true") != declared {
		return "is '" + declared + "', and with a C compiler " + goEnv("CGO_ENABLED", "CC=/bin/true") + " is what counts"
	}
	return ""
}

// cacheProg starts what GOCACHEPROG names, which greets with the commands that it knows.
func cacheProg() string {
	declared := os.Getenv("GOCACHEPROG")
	if declared == "" || goEnv("GOCACHEPROG") != declared {
		return "is '" + declared + "', and the go command uses '" + goEnv("GOCACHEPROG") + "'"
	}
	output, err := exec.Command(declared).Output()
	if err != nil || !strings.Contains(string(output), "KnownCommands") {
		return fmt.Sprintf("is '%s', which is no cache program: %v", declared, err)
	}
	return ""
}

func main() {
	line("PATH", path())
	line("HOME", home())
	line("TMPDIR", tmpdir())
	for _, name := range []string{"GOPATH", "GOCACHE", "GOTOOLCHAIN"} {
		line(name, counts(name))
	}
	line("GOCACHEPROG", cacheProg())
	line("CGO_ENABLED", cgo())
}
