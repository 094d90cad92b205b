# R has no call that starts a session, and its image no command: a process group of its own, without a parent, comes nearest.
system("/usr/bin/timeout 0 /usr/bin/sleep {{marker}} </dev/null >/dev/null 2>&1 &")
cat("started\n")
flush(stdout())
system2("/usr/bin/sleep", "{{marker}}")
