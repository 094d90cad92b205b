# Mutants of kcr-go: each stage is the good image with one fault. See README.md.
ARG IMAGE=kcr-go:latest

FROM ${IMAGE} AS module-cache-owned-by-root
USER 0:0
RUN ["/bin/bash", "-c", "chown -R 0:0 /go/pkg/mod"]
USER 65532:65532

# What a cache mount leaves: the extracted modules without the download cache.
FROM ${IMAGE} AS download-cache-missing
USER 0:0
RUN ["/bin/bash", "-c", "rm -rf /go/pkg/mod/cache/download"]
USER 65532:65532

FROM ${IMAGE} AS transitive-module-missing
USER 0:0
RUN ["/bin/bash", "-c", "chmod -R u+w /go/pkg/mod && rm -rf /go/pkg/mod/github.com/spf13/pflag@* /go/pkg/mod/cache/download/github.com/spf13/pflag"]
USER 65532:65532

# The compiler holds no unpacked module against its checksum.
FROM ${IMAGE} AS module-altered
USER 0:0
RUN ["/bin/bash", "-euc", "file=$(echo /go/pkg/mod/github.com/spf13/cobra@*/command.go); text=$(<$file); head='func (c *Command) Name() string {'; early=' if true { return \"altered\" }'; [[ $text == *\"$head\"* ]]; chmod u+w $file; printf '%s\\n' \"${text/\"$head\"/\"$head$early\"}\" >$file; chmod a-w $file"]
USER 65532:65532

FROM ${IMAGE} AS go-module-missing
USER 0:0
RUN ["/bin/bash", "-c", "chmod -R u+w /go/pkg/mod && rm -rf /go/pkg/mod/github.com/mattn/go-isatty@* /go/pkg/mod/cache/download/github.com/mattn/go-isatty"]
USER 65532:65532

FROM ${IMAGE} AS go-home-missing
ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/local/go/bin:/usr/bin", "TMPDIR=/tmp", "GOPATH=/go", "GOCACHE=/mnt/data/go-build", "GOCACHEPROG=/opt/go/bin/buildcache", "GOTOOLCHAIN=local", "CGO_ENABLED=0"]
CMD ["sleep", "infinity"]
