using System.Text;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Processes;

[TestFixture, Platform("Linux"), Parallelizable(ParallelScope.All)]
internal sealed class ProcessStreamTests
{
    [Test]
    public async Task What_is_written_reaches_the_program_and_what_it_writes_is_read()
    {
        await using var stream = ProcessStream.Start(new ProcessCommand("cat"));
        var buffer = new byte[16];

        foreach (var word in (string[])["one", "two"])
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(word));
            await stream.ReadExactlyAsync(buffer.AsMemory(0, 3));
            Encoding.UTF8.GetString(buffer, 0, 3).ShouldBe(word);
        }
    }

    [Test]
    public async Task A_read_can_be_cancelled()
    {
        await using var stream = ProcessStream.Start(new ProcessCommand("sleep", "infinity"));
        using var cancellation = new CancellationTokenSource();

        var read = stream.ReadAsync(new byte[1], cancellation.Token);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await read);
    }

    [Test]
    public async Task When_the_program_has_ended_reading_ends_and_writing_fails_as_on_a_broken_connection()
    {
        await using var stream = ProcessStream.Start(new ProcessCommand("echo", "bye"));
        using var reader = new StreamReader(stream, leaveOpen: true);

        (await reader.ReadToEndAsync()).ShouldBe("bye\n");
        await Should.ThrowAsync<IOException>(async () =>
        {
            while (true)
            {
                await stream.WriteAsync(new byte[1 << 16]);
            }
        });
    }

    [Test]
    public async Task The_program_and_what_it_started_end_with_the_stream()
    {
        var stream = ProcessStream.Start(new ProcessCommand("sh", "-c", "sleep infinity & echo $! $$; wait"));
        using var reader = new StreamReader(stream, leaveOpen: true);
        var ids = (await reader.ReadLineAsync()).ShouldNotBeNull().Split(' ');

        await stream.DisposeAsync();

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (ids.Any(id => Directory.Exists($"/proc/{id}")))
        {
            await Task.Delay(5, deadline.Token);
        }
    }

    [Test]
    public void A_missing_program_says_what_to_install() =>
        Should.Throw<InfrastructureException>(() => ProcessStream.Start(new ProcessCommand("no-such-program") { InstallHint = "Install it." }))
            .Message.ShouldEndWith("Install it.");
}
