// The modules that programs can import in the sandbox. This file lies in /mnt, above the data directory, so that it is the
// main module of every program that brings no go.mod of its own. The go line is set to the ARG GO_VERSION by the Dockerfile.
module sandbox

go 1.24

require (
	github.com/google/uuid v1.6.0
	github.com/mattn/go-isatty v0.0.20
	github.com/shopspring/decimal v1.3.1
	github.com/spf13/cobra v1.8.1
	gonum.org/v1/gonum v0.15.1
	gopkg.in/yaml.v3 v3.0.1
)

require (
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/pflag v1.0.5 // indirect
	golang.org/x/exp v0.0.0-20231110203233-9a3e6036ecaa // indirect
	golang.org/x/sys v0.22.0 // indirect
	golang.org/x/tools v0.15.0 // indirect
)
