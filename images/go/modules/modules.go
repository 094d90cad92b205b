// Package sandbox imports what is preloaded, so that the go command downloads, records and compiles all that programs need.
package sandbox

import (
	_ "github.com/google/uuid"
	_ "github.com/mattn/go-isatty"
	_ "github.com/shopspring/decimal"
	_ "github.com/spf13/cobra"
	_ "gonum.org/v1/gonum/floats"
	_ "gonum.org/v1/gonum/mat"
	_ "gonum.org/v1/gonum/stat"
	_ "gonum.org/v1/gonum/stat/distmv"
	_ "gopkg.in/yaml.v3"
)
