// Algebraic types, wide multiplication, bit operations and mathematical functions of mir; needs libmir-core-dev.
import mir.algebraic;
import mir.bitop : ctlz, cttz;
import mir.functional : naryFun, pipe, reverseArgs;
import mir.math.common : fabs, fmax, fmin, powi, sqrt;
import mir.math.constant : PI;
import mir.utility : extMul, max, min, swap;
import std.algorithm : map, sum;
import std.array : array;
import std.stdio : writefln, writeln;

alias Value = Variant!(typeof(null), bool, long, double, string);

string describe(Value value)
{
    import std.conv : text;

    return value.match!(
        (typeof(null)) => "nothing",
        (bool b) => b ? "yes" : "no",
        (long n) => text("whole ", n),
        (double d) => text("fraction ", d),
        (string s) => text("text „", s, "“"),
    );
}

Nullable!double root(double x)
{
    return x < 0 ? Nullable!double.init : Nullable!double(sqrt(x));
}

double newton(alias f)(double x)
{
    foreach (_; 0 .. 60)
    {
        const h = 1e-6;
        const step = f(x) * 2 * h / (f(x + h) - f(x - h));
        x -= step;
        if (fabs(step) < 1e-12)
            break;
    }
    return x;
}

void main()
{
    foreach (value; [Value(null), Value(true), Value(42L), Value(2.5), Value("größer")])
        writeln(describe(value));
    Value changing = 7L;
    changing = "sieben";
    writeln("holds a string: ", changing._is!string, ", a long: ", changing._is!long);

    foreach (x; [16.0, -1.0])
    {
        const r = root(x);
        if (r.isNull)
            writeln("no root of ", x);
        else
            writeln("root of ", x, " is ", r.get);
    }

    const product = extMul(0xFFFF_FFFF_FFFF_FFFFUL, 0x1_0000_0001UL);
    writefln!"wide product %016x %016x"(product.high, product.low);
    writeln("zeros before and after: ", ctlz(0x0000_1000u), " ", cttz(0x0000_1000u));

    auto a = 3, b = 5;
    swap(a, b);
    writeln(a, " ", b, " ", min(4, 2, 9), " ", max(4, 2, 9), " ", fmin(1.5, -2.0), " ", fmax(1.5, -2.0), " ", powi(1.5, 3));
    writeln(naryFun!"a * 10 + b"(4, 2), " ", reverseArgs!((x, y) => x - y)(1, 10), " ", pipe!("a + 1", "a * 2", x => -x)(4));
    writefln!"pi %.10f, root of x² - 2 %.10f"(PI, newton!(x => x * x - 2)(1.0));
    writefln!"norm %.6f"([3.0, 4.0, 12.0].map!(x => x * x).sum.sqrt);
}
