// Reads a YAML configuration with anchors, changes it and writes it with its comments; needs gopkg.in/yaml.v3.
package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

const source = `# Einstellungen
defaults: &defaults
  timeout: 30s
  retries: 3
servers:
  - name: köln   # der erste
    <<: *defaults
    port: 8080
  - name: 東京
    <<: *defaults
    retries: 5
    port: 0x1F90
    tags: [schnell, "yes"]
text: |
  Zeile eins
  Zeile zwei: ü
folded: >-
  ein
  Satz
since: 2024-02-29
empty: ~
`

type server struct {
	Name    string        `yaml:"name"`
	Port    int           `yaml:"port"`
	Timeout time.Duration `yaml:"timeout"`
	Retries int           `yaml:"retries"`
	Tags    []string      `yaml:"tags,omitempty,flow"`
}

type config struct {
	Servers []server  `yaml:"servers"`
	Text    string    `yaml:"text"`
	Folded  string    `yaml:"folded"`
	Since   time.Time `yaml:"since"`
	Empty   *string   `yaml:"empty"`
}

func main() {
	var c config
	if err := yaml.Unmarshal([]byte(source), &c); err != nil {
		panic(err)
	}
	for _, s := range c.Servers {
		fmt.Printf("%s:%d timeout %v, %d retries, tags %q\n", s.Name, s.Port, s.Timeout, s.Retries, s.Tags)
	}
	fmt.Printf("%q %q %s %v\n", c.Text, c.Folded, c.Since.Format("Monday 2.1.2006"), c.Empty == nil)

	out, err := yaml.Marshal(map[string]any{"b": []int{1, 2}, "a": map[string]bool{"ja": true}, "c": "true", "d": "mit: Doppelpunkt", "e": 1e3})
	fmt.Print(string(out), err, "\n")

	var document yaml.Node
	if err := yaml.Unmarshal([]byte(source), &document); err != nil {
		panic(err)
	}
	root := document.Content[0]
	for i := 0; i < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		fmt.Printf("line %2d %-8s %s\n", key.Line, key.Value, value.ShortTag())
	}
	root.Content[1].Content[1].SetString("60s")
	changed, err := yaml.Marshal(&document)
	if err != nil {
		panic(err)
	}
	fmt.Println(strings.HasPrefix(string(changed), "# Einstellungen"), strings.Contains(string(changed), "# der erste"), strings.Contains(string(changed), "60s"))

	if err := os.WriteFile("many.yaml", []byte("a: 1\n---\na: 2\n---\na: [3\n"), 0o644); err != nil {
		panic(err)
	}
	file, _ := os.Open("many.yaml")
	defer file.Close()
	for decoder := yaml.NewDecoder(file); ; {
		var m map[string]int
		if err := decoder.Decode(&m); err != nil {
			fmt.Println("error:", strings.HasPrefix(err.Error(), "yaml: line "))
			break
		}
		fmt.Println(m)
	}
}
