// Parses and runs a small language with variables, functions and recursion; needs sealed types, records and patterns.
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Main {
    sealed interface Node permits Num, Var, Bin, If, Call { }
    record Num(double value) implements Node { }
    record Var(String name) implements Node { }
    record Bin(char op, Node left, Node right) implements Node { }
    record If(Node test, Node yes, Node no) implements Node { }
    record Call(String name, List<Node> args) implements Node { }
    record Function(List<String> params, Node body) { }

    static final Pattern TOKEN = Pattern.compile("\\s*(?:(\\d+(?:\\.\\d+)?)|([\\p{L}_]+)|(.))");
    final Map<String, Function> functions = new HashMap<>();
    List<String> tokens;
    int at;

    String peek() { return at < tokens.size() ? tokens.get(at) : ""; }

    String take(String expected) {
        if (expected != null && !peek().equals(expected)) {
            throw new IllegalArgumentException("expected '" + expected + "', found '" + peek() + "'");
        }
        return tokens.get(at++);
    }

    Node expression(int level) {
        String[] levels = {"<=", "+-", "*/%"};
        if (level == levels.length) {
            return primary();
        }
        Node left = expression(level + 1);
        while (!peek().isEmpty() && levels[level].contains(peek())) {
            left = new Bin(take(null).charAt(0), left, expression(level + 1));
        }
        return left;
    }

    Node primary() {
        if (peek().isEmpty()) throw new IllegalArgumentException("unexpected end");
        String token = take(null);
        if (Character.isDigit(token.charAt(0))) return new Num(Double.parseDouble(token));
        if (token.equals("-")) return new Bin('-', new Num(0), primary());
        if (token.equals("(")) { Node inner = expression(0); take(")"); return inner; }
        if (token.equals("if")) { Node test = expression(0); take("then"); Node yes = expression(0); take("else"); return new If(test, yes, expression(0)); }
        if (!peek().equals("(")) return new Var(token);
        List<Node> args = new ArrayList<>();
        take("(");
        while (!peek().equals(")")) { args.add(expression(0)); if (peek().equals(",")) take(","); }
        take(")");
        return new Call(token, args);
    }

    double eval(Node node, Map<String, Double> scope) {
        return switch (node) {
            case Num(double value) -> value;
            case Var(String name) when scope.containsKey(name) -> scope.get(name);
            case Var(String name) -> throw new IllegalArgumentException("unknown " + name);
            case If(Node test, Node yes, Node no) -> eval(eval(test, scope) != 0 ? yes : no, scope);
            case Bin(char op, Node l, Node r) -> {
                double a = eval(l, scope), b = eval(r, scope);
                if ((op == '/' || op == '%') && b == 0) throw new ArithmeticException("division by zero");
                yield switch (op) { case '+' -> a + b; case '-' -> a - b; case '*' -> a * b; case '/' -> a / b; case '%' -> a % b; case '<' -> a < b ? 1 : 0; default -> a == b ? 1 : 0; };
            }
            case Call(String name, List<Node> args) -> {
                Function function = functions.get(name);
                if (function == null) throw new IllegalArgumentException("no function " + name);
                Map<String, Double> inner = new HashMap<>();
                for (int i = 0; i < args.size(); i++) inner.put(function.params().get(i), eval(args.get(i), scope));
                yield eval(function.body(), inner);
            }
        };
    }

    String run(String line, Map<String, Double> scope) {
        tokens = new ArrayList<>();
        at = 0;
        for (Matcher m = TOKEN.matcher(line); m.find();) tokens.add(m.group().strip());
        try {
            if (peek().equals("def")) {
                take("def");
                String name = take(null);
                List<String> params = new ArrayList<>();
                take("(");
                while (!peek().equals(")")) { params.add(take(null)); if (peek().equals(",")) take(","); }
                take(")");
                take("=");
                functions.put(name, new Function(params, expression(0)));
                return "function " + name;
            }
            Node node = expression(0);
            if (at < tokens.size()) throw new IllegalArgumentException("left over: " + peek());
            scope.put("ans", eval(node, scope));
            return String.valueOf(scope.get("ans"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return "error: " + e.getMessage();
        }
    }

    public static void main(String[] args) {
        Main language = new Main();
        Map<String, Double> scope = new HashMap<>(Map.of("größe", 2.5));
        for (String line : """
            1 + 2 * 3 - 4 / 8
            -(größe * 2) + ans
            def fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2)
            fib(20)
            def ggt(a, b) = if b = 0 then a else ggt(b, a % b)
            ggt(1071, 462)
            1 / (2 - 2)
            (1 + 2
            höhe + 1
            2 3""".split("\n")) {
            System.out.println(line + "  →  " + language.run(line, scope));
        }
        System.out.println(new Bin('+', new Num(1), new Var("x")));
    }
}
