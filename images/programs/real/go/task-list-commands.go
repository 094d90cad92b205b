// A command line with subcommands, flags and help, run with several arguments; needs github.com/spf13/cobra.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

type task struct {
	text string
	due  int
	done bool
}

func commands(tasks *[]task) *cobra.Command {
	root := &cobra.Command{Use: "todo", Short: "Aufgaben verwalten", SilenceUsage: true, SilenceErrors: true}
	var verbose bool
	root.PersistentFlags().BoolVarP(&verbose, "verbose", "v", false, "mehr ausgeben")

	var due int
	add := &cobra.Command{Use: "add TEXT...", Short: "Aufgabe anlegen", Args: cobra.MinimumNArgs(1), RunE: func(cmd *cobra.Command, args []string) error {
		if due < 1 || due > 31 {
			return fmt.Errorf("Tag %d gibt es nicht", due)
		}
		*tasks = append(*tasks, task{text: strings.Join(args, " "), due: due})
		if verbose {
			cmd.Printf("%d Aufgaben\n", len(*tasks))
		}
		return nil
	}}
	add.Flags().IntVarP(&due, "due", "d", 1, "Tag des Monats")

	var only []string
	list := &cobra.Command{Use: "list", Aliases: []string{"ls"}, Short: "Aufgaben zeigen", Args: cobra.NoArgs, Run: func(cmd *cobra.Command, args []string) {
		for n, t := range *tasks {
			keep := len(only) == 0
			for _, word := range only {
				keep = keep || strings.Contains(t.text, word)
			}
			if keep {
				cmd.Printf("%d. %s (am %d.)\n", n+1, t.text, t.due)
			}
		}
	}}
	list.Flags().StringSliceVar(&only, "only", nil, "nur mit einem dieser Wörter")
	root.AddCommand(add, list)
	root.CompletionOptions.DisableDefaultCmd = true
	return root
}

func main() {
	var tasks []task
	for _, line := range []string{
		"add Bücher zurückgeben --due 12", "add -v -d=3 Käse kaufen", "ls", "list --only Käse,Milch", "add --due 40 x", "add", "lst", "list --unknown", "add --due viel x", "help add",
	} {
		root := commands(&tasks)
		var out bytes.Buffer
		root.SetOut(&out)
		root.SetErr(&out)
		root.SetArgs(strings.Fields(line))
		err := root.Execute()
		fmt.Println("$ todo", line)
		text := out.String()
		if strings.HasPrefix(line, "help") {
			text = strings.SplitN(text, "\n", 2)[0] + fmt.Sprintln("\nflags named:", strings.Contains(text, "--due int") && strings.Contains(text, "Tag des Monats"))
		}
		fmt.Print(text)
		if err != nil {
			fmt.Println("error:", strings.SplitN(err.Error(), "\n", 2)[0])
		}
	}
	if len(tasks) != 2 {
		os.Exit(1)
	}
}
