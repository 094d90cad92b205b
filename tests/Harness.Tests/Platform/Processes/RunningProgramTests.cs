using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Processes;

[Platform("Linux,MacOsX")]
[Parallelizable(ParallelScope.All)]
internal sealed class RunningProgramTests
{
    private static readonly ProcessCommand Nothing = new("true");

    // Only a fault reaches it.
    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [Test]
    public async Task The_end_is_noticed_though_the_input_fails()
    {
        using var program = Start((_, _) => Task.FromException(new InvalidOperationException("nothing to write")));

        await program.EndedAsync(Deadline);

        (await Should.ThrowAsync<InvalidOperationException>(program.ExitStatusAsync)).Message.ShouldBe("nothing to write");
    }

    private static RunningProgram Start(RunningProgram.PipeHandler input) => RunningProgram.Start(Nothing, input, DrainAsync, DrainAsync);

    private static Task DrainAsync(Stream stream, CancellationToken release) => stream.CopyToAsync(Stream.Null, release);
}
