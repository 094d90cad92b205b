// Parses and runs Go expressions with own functions, and formats source text; needs go/parser, go/ast and go/format.
package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/format"
	"go/parser"
	"go/token"
	"math"
	"strings"
)

type scope struct {
	values    map[string]float64
	functions map[string]func(...float64) float64
}

var errDivision = errors.New("division by zero")

func (s scope) eval(node ast.Expr) (float64, error) {
	switch n := node.(type) {
	case *ast.ParenExpr:
		return s.eval(n.X)
	case *ast.BasicLit:
		value, _ := constant.Float64Val(constant.ToFloat(constant.MakeFromLiteral(n.Value, n.Kind, 0)))
		return value, nil
	case *ast.Ident:
		if value, ok := s.values[n.Name]; ok {
			return value, nil
		}
		return 0, fmt.Errorf("unknown %s in column %d", n.Name, n.Pos())
	case *ast.UnaryExpr:
		value, err := s.eval(n.X)
		if n.Op == token.SUB {
			value = -value
		}
		return value, err
	case *ast.CallExpr:
		name, ok := n.Fun.(*ast.Ident)
		if !ok || s.functions[name.Name] == nil {
			return 0, errors.New("no such function")
		}
		arguments := make([]float64, len(n.Args))
		for i, argument := range n.Args {
			var err error
			if arguments[i], err = s.eval(argument); err != nil {
				return 0, fmt.Errorf("%s, argument %d: %w", name.Name, i+1, err)
			}
		}
		return s.functions[name.Name](arguments...), nil
	case *ast.BinaryExpr:
		left, err := s.eval(n.X)
		right, other := s.eval(n.Y)
		if err = errors.Join(err, other); err != nil {
			return 0, err
		}
		switch n.Op {
		case token.ADD:
			return left + right, nil
		case token.SUB:
			return left - right, nil
		case token.MUL:
			return left * right, nil
		case token.QUO:
			if right == 0 {
				return 0, errDivision
			}
			return left / right, nil
		}
		return 0, fmt.Errorf("operator %s", n.Op)
	}
	return 0, fmt.Errorf("unexpected %T", node)
}

func main() {
	s := scope{map[string]float64{"größe": 2.5, "π": math.Pi}, map[string]func(...float64) float64{}}
	s.functions["wurzel"] = func(a ...float64) float64 { return math.Sqrt(a[0]) }
	s.functions["summe"] = func(a ...float64) (sum float64) {
		for _, x := range a {
			sum += x
		}
		return
	}
	for _, line := range []string{"1 + 2*3 - 4/8", "-(größe * 2) + 0x10", "wurzel(summe(9, 16))", "2 * π", "summe()", "1 / (größe - 2.5)", "summe(1, höhe)", "1 % 2", "(1 + 2", `"text"[0]`} {
		tree, err := parser.ParseExpr(line)
		if err != nil {
			fmt.Println(line, "is no expression")
			continue
		}
		value, err := s.eval(tree)
		fmt.Printf("%s → %.6g %v %t\n", line, value, err, errors.Is(err, errDivision))
	}

	source := "package main\nimport \"fmt\"\nfunc  main( ){\nx:=[]string{ \"ü\",\n\"世\"}\nfor _,s:=range x{fmt.Println( s )}}\n"
	neat, err := format.Source([]byte(source))
	fmt.Print(string(neat), err, "\n")
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "main.go", neat, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if call, ok := node.(*ast.CallExpr); ok {
			position := files.Position(call.Pos())
			fmt.Println("call in line", position.Line, "column", position.Column)
		}
		return true
	})
	_, err = parser.ParseFile(files, "bad.go", "package x\nfunc {", 0)
	fmt.Println(strings.SplitN(err.Error(), ": ", 2)[0])
}
