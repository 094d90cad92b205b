// Compiles expressions to closures: a lexer from a regular expression, a parser with levels, variables, recursive functions and errors; needs only Phobos.
import std.algorithm : canFind, map;
import std.array : array;
import std.ascii : isAlpha, isDigit;
import std.conv : to;
import std.exception : enforce;
import std.math : pow, sqrt;
import std.regex : matchAll, regex;
import std.stdio : writefln, writeln;

alias Code = double delegate(double argument);

class Interpreter
{
    private string[] tokens;
    private string parameter;
    private double[string] variables;
    private Code[string] functions;

    double run(string line)
    {
        tokens = line.matchAll(regex(`[a-z]+|\d+(?:\.\d+)?|\S`)).map!(m => m.hit).array;
        parameter = null;
        if (tokens.length > 4 && tokens[1] == "(" && tokens[3 .. 5] == [")", "="]) // name(parameter) = body
        {
            const name = tokens[0];
            parameter = tokens[2];
            tokens = tokens[5 .. $];
            functions[name] = whole();
            return double.nan;
        }
        const name = tokens.length > 1 && tokens[1] == "=" ? tokens[0] : null;
        tokens = tokens[name ? 2 : 0 .. $];
        const value = whole()(double.nan);
        if (name)
            variables[name] = value;
        return value;
    }

    private string take()
    {
        enforce(tokens.length, "unexpected end");
        scope (exit)
            tokens = tokens[1 .. $];
        return tokens[0];
    }

    private bool accept(string token)
    {
        return tokens.length && tokens[0] == token && take() == token;
    }

    private void expect(string token)
    {
        enforce(accept(token), "expected " ~ token ~ ", found " ~ (tokens.length ? tokens[0] : "the end"));
    }

    private Code whole()
    {
        auto code = expression();
        enforce(!tokens.length, tokens.length ? "unexpected " ~ tokens[0] : "");
        return code;
    }

    private Code expression(size_t level = 0)
    {
        static immutable levels = ["<", "+-", "*/", "^"];
        if (level == levels.length)
            return atom();
        auto left = expression(level + 1);
        while (tokens.length && levels[level].canFind(tokens[0]))
            left = combine(take(), left, expression(level + (levels[level] != "^")));
        return left;
    }

    private Code combine(string operator, Code a, Code b)
    {
        final switch (operator)
        {
            static foreach (o; ["<", "+", "-", "*", "/"])
            case o: return (x) => mixin("a(x) " ~ o ~ " b(x)");
            case "^": return (x) => pow(a(x), b(x));
        }
    }

    private Code atom()
    {
        if (accept("-"))
            return combine("-", (x) => 0.0, expression(3));
        const token = take(), called = accept("(") || token == "(";
        if (token[0].isDigit)
            return (x) => token.to!double;
        enforce(token == "(" || token[0].isAlpha, "unexpected " ~ token);
        if (!called)
            return token == parameter ? (x) => x : (x) => *enforce(token in variables, "unknown name " ~ token);
        Code[] arguments = [expression()];
        while (accept(","))
            arguments ~= expression();
        expect(")");
        if (token == "if" && arguments.length == 3)
            return (x) => arguments[arguments[0](x) ? 1 : 2](x);
        enforce(arguments.length == 1, "one argument is wanted");
        return token == "(" ? arguments[0] : token == "sqrt" ? (x) => sqrt(arguments[0](x))
            : (x) => (*enforce(token in functions, "unknown function " ~ token))(arguments[0](x));
    }
}

void main()
{
    auto interpreter = new Interpreter;
    foreach (line; ["1 + 2 * 3", "(1 + 2) * 3", "10 - 4 - 3", "2 ^ 3 ^ 2", "-2 ^ 2", "x = 7.5", "sqrt(x * x + 31.75)", "fak(n) = if(n < 2, 1, n * fak(n - 1))", "fak(12)",
            "fib(n) = if(n < 2, n, fib(n - 1) + fib(n - 2))", "fib(20) / 5", "10 / (5 - 5)", "y + 1", "foo(4)", "(1 + 2", "1 + $", "fak(1, 2)", "3 4", "2 *"])
        try
            writefln!"%-48s %.10g"(line, interpreter.run(line));
        catch (Exception error)
            writefln!"%-48s error: %s"(line, error.msg);
}
