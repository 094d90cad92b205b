using System.IO.Pipelines;
using Harness.Platform;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform;

public sealed class BlockingStreamTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1 << 19)]
    [TestCase((5 << 19) + 7)]
    public void What_is_read_is_what_the_source_has(int size)
    {
        var bytes = new byte[size];
        new Random(7).NextBytes(bytes);
        using var read = new MemoryStream();

        using (var blocking = new BlockingStream(new MemoryStream(bytes), default))
        {
            blocking.CopyTo(read, 12_345);
            blocking.Read(new byte[1]).ShouldBe(0, "the end stays the end");
        }

        read.ToArray().ShouldBe(bytes);
    }

    [Test]
    public void What_came_before_a_fault_is_read_and_then_the_fault_is_thrown()
    {
        using var blocking = new BlockingStream(new Breaking(new byte[1 << 19]), default);

        blocking.ReadExactly(new byte[1 << 19]);

        Should.Throw<IOException>(() => blocking.Read(new byte[1])).Message.ShouldBe("the engine went away");
    }

    [Test]
    public async Task Cancelling_ends_a_read_that_waits_for_a_silent_source()
    {
        using var cancellation = new CancellationTokenSource();
        using var blocking = new BlockingStream(new Pipe().Reader.AsStream(), cancellation.Token);
        var reading = Task.Run(() => blocking.Read(new byte[1]));

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    [Test]
    public void Disposing_lets_go_of_a_source_that_is_silent()
    {
        var silent = new Pipe();
        var source = silent.Reader.AsStream();

        new BlockingStream(source, default).Dispose();

        // A reader that is still at it would be in the way of the next.
        silent.Writer.Complete();
        source.Read(new byte[1]).ShouldBe(0);
    }

    /// <summary>Breaks where it ends.</summary>
    private sealed class Breaking(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var count and > 0 ? count : throw new IOException("the engine went away");
    }
}
