// A bank with decimal amounts, invariants, transactions that are undone, chained exceptions and scope guards; needs only Phobos.
import std.algorithm : map, sort, sum;
import std.array : array;
import std.exception : assertThrown, basicExceptionCtors, collectException, collectExceptionMsg, enforce, ifThrown;
import std.format : format;
import std.stdio : writefln, writeln;

class BankException : Exception
{
    mixin basicExceptionCtors;
}

class NotEnough : BankException
{
    long missing;

    this(string owner, long missing, string file = __FILE__, size_t line = __LINE__)
    {
        super(format!"%s lacks %s"(owner, Money(missing)), file, line);
        this.missing = missing;
    }
}

struct Money
{
    long cents;

    Money opBinary(string op)(Money other) const if (op == "+" || op == "-")
    {
        return Money(mixin("cents " ~ op ~ " other.cents"));
    }

    Money opUnary(string op : "-")() const
    {
        return Money(-cents);
    }

    Money opBinary(string op : "*")(int percent) const
    {
        return Money((cents * percent + (cents < 0 ? -50 : 50)) / 100);
    }

    int opCmp(Money other) const
    {
        return cents < other.cents ? -1 : cents > other.cents;
    }

    string toString() const
    {
        import std.math : abs;

        return format!"%s%,?d,%02d €"(cents < 0 ? "-" : "", '.', abs(cents) / 100, abs(cents) % 100);
    }
}

abstract class Account
{
    immutable string owner;
    protected Money balance;

    this(string owner)
    {
        this.owner = owner;
    }

    abstract Money limit() const;

    void add(Money amount)
    {
        if (balance + amount < -limit)
            throw new NotEnough(owner, (-limit - balance - amount).cents);
        balance = balance + amount;
    }

    override string toString() const
    {
        return format!"%s (%s): %s"(owner, typeid(this).name[$ - 7 .. $], balance);
    }

    invariant (owner.length > 0);
}

class Savings : Account
{
    this(string owner) { super(owner); }
    override Money limit() const { return Money(0); }
}

class Current : Account
{
    private Money credit;
    this(string owner, Money credit) { super(owner); this.credit = credit; }
    override Money limit() const { return credit; }
}

void transfer(Account from, Account to, Money amount, ref string[] log)
{
    enforce!BankException(amount > Money(0), "amounts are positive");
    log ~= format!"%s > %s"(from.owner, to.owner);
    scope (success)
        log[$ - 1] ~= " done";
    scope (failure)
        log[$ - 1] ~= " undone";
    to.add(amount);
    scope (failure)
        to.add(-amount);
    from.add(-amount);
}

void main()
{
    auto zoe = new Savings("Zoë"), jurg = new Current("Jürg", Money(50_000)), house = new Current("Haus", Money(1_000_000_000));
    string[] log;
    transfer(house, jurg, Money(123_456_789), log);
    transfer(jurg, zoe, Money(100_000), log);
    foreach (cents; [100_001, -5])
        try
            transfer(zoe, jurg, Money(cents), log);
        catch (NotEnough error)
            writeln("not enough: ", error.msg, " (", error.missing, ")");
        catch (BankException error)
            writeln("bank error: ", error.msg);
    foreach (account; [zoe, jurg, house])
        writeln(account);
    writeln("sum ", [zoe, jurg, house].map!(a => a.balance.cents).sum);
    writeln(log);
    writeln("interest ", Money(100_050) * 3, ", ", Money(-150) * 1, ", ", Money(-50));

    try
        try
            throw new BankException("first");
        finally
            throw new BankException("second");
    catch (BankException error)
        writeln(error.msg, ", then ", error.next.msg);
    writeln(collectExceptionMsg(transfer(zoe, zoe, Money(0), log)), "; ", collectException!NotEnough(zoe.add(Money(-999_999))) !is null, "; ", (() => [1][ten()])().ifThrown!Error(42));
    try
        throw new BankException("outer", new Exception("cause"));
    catch (Exception error)
        foreach (e; error)
            writeln("chain: ", e.msg);
}

size_t ten()
{
    return 10;
}
