using Docker.DotNet;
using Harness.Platform.Docker;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Docker;

[Parallelizable(ParallelScope.All)]
public sealed class MultiplexedOutputTests
{
    [Test]
    public async Task Frames_of_both_streams_are_put_together_in_order()
    {
        var output = await ReadAsync([.. Frame(1, "Gr"), .. Frame(2, "oh"), .. Frame(1, "üße"), .. Frame(1, ""), .. Frame(2, "!")]);

        output.OutputText.ShouldBe("Grüße");
        output.ErrorText.ShouldBe("oh!");
    }

    [Test]
    public async Task A_character_split_over_two_frames_stays_whole()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("ü");

        var output = await ReadAsync([.. Frame(1, [bytes[0]]), .. Frame(1, [bytes[1]])]);

        output.OutputText.ShouldBe("ü");
    }

    [Test]
    public async Task No_bytes_are_no_output()
    {
        var output = await ReadAsync([]);

        output.OutputText.ShouldBeEmpty();
        output.ErrorText.ShouldBeEmpty();
    }

    [Test]
    public async Task Bytes_that_arrive_one_by_one_give_the_same()
    {
        await using var slow = new OneByOne([.. Frame(1, "out"), .. Frame(2, "err")]);

        var output = await ReadAsync(slow);

        (output.OutputText, output.ErrorText).ShouldBe(("out", "err"));
    }

    [Test]
    public async Task A_stream_that_ends_inside_a_header_is_a_fault() =>
        (await FaultAsync([.. Frame(1, "out"), 1, 0, 0])).ShouldContain("it ends inside a frame, after 14 bytes in all");

    [Test]
    public async Task A_stream_that_ends_inside_a_frame_is_a_fault() =>
        (await FaultAsync(Frame(1, "output")[..^2])).ShouldContain("it ends inside a frame, after 12 bytes in all");

    [Test]
    public async Task A_stream_without_frames_is_a_fault_that_shows_what_was_read() =>
        (await FaultAsync("plain text of a terminal"u8.ToArray())).ShouldContain(Convert.ToHexStringLower("plain te"u8));

    [Test]
    public async Task An_absurd_length_is_a_fault_before_memory_is_taken() =>
        (await FaultAsync([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff])).ShouldContain("01000000ffffffff");

    [Test]
    public async Task An_error_of_the_engines_own_is_told() =>
        (await FaultAsync([.. Frame(1, "out"), .. Frame(3, "cannot read the log\n")]))
            .ShouldBe("The Docker Engine ended a stream with an error: cannot read the log");

    [Test]
    public async Task An_error_of_the_engines_own_that_breaks_off_is_told_as_far_as_it_came() =>
        (await FaultAsync(Frame(3, "cannot read the log")[..^4])).ShouldEndWith("ended a stream with an error: cannot read the");

    [Test]
    public async Task An_error_of_the_engines_own_that_claims_an_absurd_length_takes_no_memory() =>
        (await FaultAsync([3, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, .. "disk full"u8])).ShouldEndWith("ended a stream with an error: disk full");

    [Test]
    public async Task An_engine_that_falls_silent_between_two_reads_is_told_with_the_deadline()
    {
        await using var source = new EngineStream(Context, "GET /containers/c/logs", new Silent(), TimeSpan.FromMilliseconds(1));
        using var frames = new MultiplexedStream(source, multiplexed: true);

        var fault = await Should.ThrowAsync<InfrastructureException>(() => MultiplexedOutput.ReadAsync(frames, source, 1000, CancellationToken.None));

        fault.Message.ShouldContain("did not answer GET /containers/c/logs within 0 s");
    }

    [Test]
    public async Task Cancelling_ends_the_reading()
    {
        using var source = new CancellationTokenSource();
        await using var stream = new EngineStream(Context, "GET /containers/c/logs", new Silent(), TimeSpan.FromMinutes(5));
        using var frames = new MultiplexedStream(stream, multiplexed: true);
        var reading = MultiplexedOutput.ReadAsync(frames, stream, 1000, source.Token);

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    [Test]
    public async Task More_than_the_limit_is_a_fault_and_not_a_part() =>
        (await FaultAsync([.. Frame(1, new byte[600]), .. Frame(2, new byte[600])])).ShouldContain("more than the 1000 bytes");

    private static DockerContext Context { get; } =
        new("fake", "a test", new DockerEndpoint(EndpointKind.Unix, "unix:///nowhere.sock", "/nowhere.sock", 0), null);

    private static Task<MultiplexedOutput> ReadAsync(byte[] bytes) => ReadAsync(new MemoryStream(bytes));

    private static async Task<MultiplexedOutput> ReadAsync(Stream stream)
    {
        await using var source = new EngineStream(Context, "GET /containers/c/logs", stream, TimeSpan.FromMinutes(1));
        using var frames = new MultiplexedStream(source, multiplexed: true);
        return await MultiplexedOutput.ReadAsync(frames, source, 1000, CancellationToken.None);
    }

    private static async Task<string> FaultAsync(byte[] bytes) =>
        (await Should.ThrowAsync<InfrastructureException>(() => ReadAsync(bytes))).Message;

    private static byte[] Frame(byte stream, string text) => Frame(stream, System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Frame(byte stream, byte[] bytes) =>
        [stream, 0, 0, 0, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    private sealed class Silent : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    private sealed class OneByOne(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > 1 ? buffer[..1] : buffer, cancellationToken);
    }
}
