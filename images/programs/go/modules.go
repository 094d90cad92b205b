package main

import (
	"fmt"
	"os"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"
	"gopkg.in/yaml.v3"
)

type price struct {
	Net string `yaml:"net"`
	Tax string `yaml:"tax"`
}

func run(command *cobra.Command, _ []string) error {
	var p price
	if err := yaml.Unmarshal([]byte("net: 0.1\ntax: 0.2\n"), &p); err != nil {
		return err
	}
	total := decimal.RequireFromString(p.Net).Add(decimal.RequireFromString(p.Tax))
	id := uuid.NewSHA1(uuid.NameSpaceDNS, []byte("kcr.dev"))
	fmt.Fprintln(command.OutOrStdout(), command.Name(), total, id.Version())
	return nil
}

func main() {
	command := &cobra.Command{Use: "modules", RunE: run}
	command.SetArgs(nil)
	command.SetOut(os.Stdout)
	if command.Execute() != nil {
		os.Exit(1)
	}
}
