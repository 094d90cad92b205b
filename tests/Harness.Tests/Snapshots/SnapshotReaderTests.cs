using System.Text.Json;
using Harness.Platform.Docker;
using Harness.Snapshots;
using Harness.Snapshots.Cache;
using Harness.Tests.Snapshots.Archives;
using Harness.Tests.Snapshots.Elf;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SnapshotReaderTests : IDisposable
{
    private static readonly ArchiveBuilder Image = new(new TarBuilder()
        .Directory("usr/bin/", mode: 0b001_111_111_111)
        .File(
            "usr/bin/tool",
            ElfBuilder.Build("/lib/ld.so", ["liba.so"], "/r", "/run", soName: "tool", provides: ["T_1"], requires: [("liba.so", "A_1", false)]),
            mode: 0b111_101_101,
            uid: 65532,
            gid: 7)
        .File("usr/bin/broken", "\u007fELF")
        .File("usr/bin/script", "#!/usr/bin/tool -x\n")
        .Link("bin", "usr/bin")
        .File("etc/passwd", "nonroot:x:65532:65532::/:\n")
        .File("𐀀-1").File("𐀁-2")
        .Raw('x', "pax", TarBuilder.PaxRecord("SCHILY.xattr.security.capability", [1, 0, 0, 2, 255]))
        .Raw('0', "capable", [])
        .File("root/.netrc", "machine example.org login me password secret\n")
        .File("key.pem", $"-----BEGIN PRIVATE KEY-----\n{new string('A', 64)}\n-----END PRIVATE KEY-----\n")
        .Build());

    private readonly string directory = Directory.CreateTempSubdirectory("snapshots-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Test]
    public async Task A_second_run_reads_from_disk_exactly_what_the_first_read_from_the_archive()
    {
        var archive = new Archive(Image.Blobs());
        var first = await Reader(archive).ReadAsync(Image.Digest, default);
        var second = await Reader(archive).ReadAsync(Image.Digest, default);
        archive.Opened.ShouldBe(1);
        second.Digest.ShouldBe(first.Digest);
        JsonSerializer.Serialize(second.Config).ShouldBe(JsonSerializer.Serialize(first.Config));
        JsonSerializer.Serialize(second.Files.All).ShouldBe(JsonSerializer.Serialize(first.Files.All));
        second.Covered.ShouldBe(first.Covered);
        (second.Files.Find("/root/.netrc")?.Secret, second.Files.Find("/key.pem")?.Secret).ShouldBe((SecretKind.Credential, SecretKind.PrivateKey));
        second.Files.Find("/capable")?.Capabilities.ShouldBe([1, 0, 0, 2, 255]);
        second.Files.Resolve("/bin/tool")?.Elf?.Needed.ShouldBe(["liba.so"]);
        second.Files.Find("/𐀁-2").ShouldNotBeNull();
    }

    [Test]
    public async Task Requests_at_the_same_time_share_one_reading()
    {
        var archive = new Archive(Image.Blobs());
        var reader = Reader(archive);
        var snapshots = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => reader.ReadAsync(Image.Digest, default)));
        archive.Opened.ShouldBe(1);
        snapshots.Distinct().Count().ShouldBe(1);
    }

    [Test]
    public async Task A_damaged_cache_is_read_anew_and_mended([Values(0, 40, -1)] int damagedAt)
    {
        var archive = new Archive(Image.Blobs());
        await Reader(archive).ReadAsync(Image.Digest, default);
        var file = Directory.GetFiles(directory).Single();
        var bytes = await File.ReadAllBytesAsync(file);
        if (damagedAt < 0)
        {
            bytes = bytes[..(bytes.Length / 2)];
        }
        else
        {
            bytes[damagedAt] ^= 1;
        }

        await File.WriteAllBytesAsync(file, bytes);
        (await Reader(archive).ReadAsync(Image.Digest, default)).Files.Find("/capable").ShouldNotBeNull();
        archive.Opened.ShouldBe(2);
        await Reader(archive).ReadAsync(Image.Digest, default);
        archive.Opened.ShouldBe(2);
    }

    [Test]
    public async Task A_snapshot_of_another_image_under_this_ones_name_is_not_believed()
    {
        var other = new ArchiveBuilder(new TarBuilder().File("other").Build()) { Config = new { architecture = "arm64" } };
        await Reader(new Archive(other.Blobs())).ReadAsync(other.Digest, default);
        var stored = Directory.GetFiles(directory).Single();
        var archive = new Archive(Image.Blobs());
        await Reader(archive).ReadAsync(Image.Digest, default);
        File.Copy(stored, Directory.GetFiles(directory).Single(file => file != stored), overwrite: true);
        (await Reader(archive).ReadAsync(Image.Digest, default)).Config.Architecture.ShouldBe("amd64");
    }

    [Test]
    public async Task A_cache_that_cannot_be_written_costs_nothing_but_time()
    {
        var file = Path.Combine(directory, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        var reader = new SnapshotReader(new Archive(Image.Blobs()), new SnapshotCache(Path.Combine(file, "below")));
        (await reader.ReadAsync(Image.Digest, default)).Files.Find("/capable").ShouldNotBeNull();
    }

    [Test]
    public async Task Nothing_unfinished_is_left_in_the_cache()
    {
        await Reader(new Archive(Image.Blobs())).ReadAsync(Image.Digest, default);
        Directory.GetFiles(directory, "*.tmp").ShouldBeEmpty();
    }

    [Test]
    public async Task A_damaged_archive_is_an_infrastructure_fault_and_the_next_reading_tries_again()
    {
        var archive = new Archive(Image.Blobs()[..5000]);
        var reader = Reader(archive);
        var fault = await Should.ThrowAsync<InfrastructureException>(() => reader.ReadAsync(Image.Digest, default));
        fault.Message.ShouldStartWith($"The files of image {Image.Digest} cannot be read: expected an archive as docker save writes it, but it ends");
        archive.Bytes = Image.Blobs();
        (await reader.ReadAsync(Image.Digest, default)).Files.Find("/capable").ShouldNotBeNull();
    }

    [Test]
    public async Task Cancellation_ends_a_reading_of_an_engine_that_sends_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var silent = new SilentArchive();
        var reading = Reader(silent).ReadAsync(Image.Digest, cancellation.Token);
        await silent.Asked.Task;
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => reading);
        await silent.Cancelled.Task;
    }

    [Test]
    public async Task One_who_gives_up_does_not_take_the_reading_from_the_others()
    {
        using var cancellation = new CancellationTokenSource();
        var silent = new SilentArchive();
        var reader = Reader(silent);
        var impatient = reader.ReadAsync(Image.Digest, cancellation.Token);
        using var patience = new CancellationTokenSource();
        var patient = reader.ReadAsync(Image.Digest, patience.Token);
        await silent.Asked.Task;
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        silent.Cancelled.Task.IsCompleted.ShouldBeFalse();
        patient.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await silent.Cancelled.Task;
    }

    private SnapshotReader Reader(IImageArchive archive) => new(archive, new SnapshotCache(directory));

    private sealed class Archive(byte[] bytes) : IImageArchive
    {
        private int opened;

        public int Opened => opened;

        public byte[] Bytes { get; set; } = bytes;

        public Task<Stream> OpenAsync(string digest, CancellationToken cancellation)
        {
            Interlocked.Increment(ref opened);
            return Task.FromResult<Stream>(new MemoryStream(Bytes));
        }
    }

    private sealed class SilentArchive : IImageArchive
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<Stream> OpenAsync(string digest, CancellationToken cancellation)
        {
            Asked.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return Stream.Null;
            }
            catch (OperationCanceledException)
            {
                Cancelled.TrySetResult();
                throw;
            }
        }
    }
}
