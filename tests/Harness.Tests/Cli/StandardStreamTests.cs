using Harness.Cli.Terminal;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Cli;

[Parallelizable(ParallelScope.All)]
internal sealed class StandardStreamTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void What_cannot_be_written_is_swallowed_where_nobody_is_to_be_told(bool isClosed)
    {
        using var writer = new StreamWriter(new StandardStream(() => Open(isClosed), fault: null)) { AutoFlush = true };

        writer.WriteLine("one");
        writer.WriteLine("two");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_cannot_be_written_is_told_elsewhere_and_disposing_does_not_try_again(bool isClosed)
    {
        using var writer = new StreamWriter(new StandardStream(() => Open(isClosed), cause => new InfrastructureException(cause.Message))) { AutoFlush = true };

        Should.Throw<InfrastructureException>(() => writer.WriteLine("one")).Message.ShouldBe(isClosed ? "closed" : "full");
    }

    [Test]
    public void What_can_be_written_arrives_at_once()
    {
        using var target = new MemoryStream();
        using var writer = new StreamWriter(new StandardStream(() => target, fault: null)) { AutoFlush = true };

        writer.Write("one");

        target.ToArray().ShouldBe("one"u8.ToArray());
    }

    private static FullStream Open(bool isClosed) => isClosed ? throw new UnauthorizedAccessException("closed") : new FullStream();

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("full");
    }
}
