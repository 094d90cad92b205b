package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

func sleep() *exec.Cmd {
	command := exec.Command("/usr/bin/sleep", "{{marker}}")
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	return command
}

func main() {
	daemon := sleep()
	daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := daemon.Start(); err != nil {
		panic(err)
	}
	fmt.Println("started")
	if err := sleep().Run(); err != nil {
		panic(err)
	}
}
