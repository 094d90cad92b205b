using System.IO.Pipelines;
using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots;

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
    public async Task What_came_before_a_fault_is_read_and_then_the_fault_is_thrown()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(new byte[1 << 19]);
        await pipe.Writer.CompleteAsync(new IOException("the engine went away"));
        using var blocking = new BlockingStream(pipe.Reader.AsStream(), default);

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
}
