using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Docker.DotNet;
using Harness.Catalog;
using Harness.Checks.Dockerfiles;
using Harness.Platform.Docker;
using Harness.Snapshots;
using Harness.Snapshots.Archives;
using Harness.Snapshots.Baselines;
using Harness.Snapshots.Cache;
using Harness.Snapshots.Elf;
using Harness.Tests.Catalog;
using Harness.Tests.Snapshots.Elf;
using Shouldly;
using ContainerEnviron = Sidecar.Processes.Environ;
using Environ = Harness.Checks.Environ;

namespace Harness.Tests.Fuzzing;

/// <summary>Every reader of bytes that come from elsewhere.</summary>
internal static class ForeignReaders
{
    private static readonly byte[][] Dockerfiles = Texts("Dockerfile");
    private static readonly byte[][] Catalogs = Texts("catalog.yaml");

    private static readonly ImageState State = ImageState.Of("kcr-python:latest", new ImageSnapshot(
        "sha256:0",
        new ImageConfig(
            "amd64", "linux", "65532:65532", "/mnt/data", ["/usr/bin/env", "-i", "A=b"], ["sleep", "infinity"], ["C=d"], new Dictionary<string, string>(), []),
        RootFileSystem.Of(
            new FileEntry(
                "/usr/bin/tool", FileType.File, 0b111_101_101, 0, 0, 12, Elf: new ElfInfo(true, 62, "/lib/ld.so", ["liba.so"], [], []), Capabilities: [1, 2]),
            new FileEntry("/bin", FileType.Link, 0b111_111_111, 0, 0, 0, "usr/bin"))));

    public static IReadOnlyList<ForeignReader> All { get; } =
    [
        new("layer", HostileImages.Layer, ReadLayer, IsRefusal),
        new("image archive of an engine", Joined(HostileImages.DockerArchive), ReadArchive, IsRefusal) { Rounds = 300 },
        new(
            "image files",
            random => random.Next(2) == 0 ? HostileImages.Layout(random) : HostileImages.DockerArchive(random).Archive,
            ReadFile,
            IsTold) { Rounds = 300 },
        new("ELF file", Elf, ReadElf, _ => false) { Rounds = 2000 },
        new(
            "Dockerfile",
            random => Mutation.Of(
                random,
                Any(random, Dockerfiles),
                "\\\n", "RUN <<E\n", "${X:-", "$(", "\nFROM a AS a\n", "`", "# check=skip=", "--mount=type=cache,target="),
            ReadDockerfile,
            _ => false) { Rounds = 60 },
        new("dpkg's notes", Packages, ReadPackages, _ => false) { Rounds = 1000 },
        new(
            "catalog",
            random => Mutation.Of(
                random, Any(random, Catalogs), "&a ", "*a ", "<<: ", "!!binary ", "- ", ": ", "\n  ", "[", "{", "|", "---\n", "\t"),
            ReadCatalog,
            IsTold) { Rounds = 40 },
        new(
            "environ",
            random => Mutation.Of(random, "PATH=/usr/bin\0HOME=/tmp\0A=\0"u8.ToArray(), "=", "\0", "A=b\0", "ü"),
            ReadEnviron,
            _ => false) { Rounds = 2000 },
        new("frames of an engine", random => Mutation.Of(random, Frames(random)), ReadFrames, IsTold) { Rounds = 1000 },
        new(
            "saved state",
            random => Mutation.Of(random, Saved(), "null", "{}", "[]", ",", "\"files\":[],", "1e99"),
            ReadState,
            fault => fault is JsonException) { Rounds = 300 },
    ];

    /// <summary>What the readers of archives promise; the callers make words of it.</summary>
    private static bool IsRefusal(Exception fault) => fault is InvalidDataException or EndOfStreamException;

    private static bool IsTold(Exception fault) => fault is HarnessException { Message.Length: > 0 };

    private static void ReadLayer(byte[] input)
    {
        using var stream = new MemoryStream(input);
        using var peek = new PeekStream(stream);
        var layer = new LayerReader(maxUnpacked: 64 << 20).Read(peek);
        ShouldBeSound(LayerMerge.Merge([layer, layer], []));
    }

    private static void ReadArchive(byte[] input)
    {
        var digest = Encoding.ASCII.GetString(input, 0, DigestLength);
        using var stream = new MemoryStream(input, DigestLength, input.Length - DigestLength);
        ShouldBeSound(ImageArchiveReader.Read(stream, digest).Files);
    }

    private static void ReadFile(byte[] input)
    {
        var directory = Directory.CreateTempSubdirectory("fuzz-").FullName;
        try
        {
            var file = Path.Combine(directory, "image.tar");
            File.WriteAllBytes(file, input);
            var reader = new ImageFileReader(new SnapshotCache(Path.Combine(directory, "cache")));
            var location = new ImageLocation(ImageFormat.Archive, file, null);
            ShouldBeSound(reader.ReadAsync(location, null, attestations: true, default).GetAwaiter().GetResult().Snapshot.Files);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>No path leads out of the root, and whatever is asked of the file system has an answer.</summary>
    private static void ShouldBeSound(RootFileSystem files)
    {
        var resolver = new LibraryResolver(files, Account.NonRoot);
        foreach (var entry in files.All)
        {
            entry.Path.ShouldStartWith("/");
            entry.Path.Contains('\0', StringComparison.Ordinal).ShouldBeFalse();
            if (entry.Path != "/")
            {
                entry.Path[1..].Split('/').ShouldAllBe(part => part != "" && part != "." && part != "..");
            }

            files.Find(entry.Path).ShouldBe(entry);
            var resolved = files.Resolve(entry.Path);
            (resolved is null || files.Find(resolved.Path) == resolved).ShouldBeTrue();
            if (entry.Elf is not null)
            {
                resolver.Missing(entry.Path);
                _ = resolver.Needs(entry.Path).Count();
            }
        }

        ImageState.Of("x", new ImageSnapshot("sha256:0", new ImageConfig("", "", "", "", [], [], [], new Dictionary<string, string>(), []), files));
    }

    private static byte[] Elf(Random random) => Mutation.Of(random, ElfBuilder.Build(
        random.Next(2) == 0 ? "/lib64/ld-linux-x86-64.so.2" : null,
        ["liba.so", "libb.so"],
        "/a:$ORIGIN",
        random.Next(2) == 0 ? "/b" : null,
        gap: random.Next(300)));

    private static void ReadElf(byte[] input)
    {
        using var stream = new MemoryStream(input);
        using var content = new FileContent();
        content.Open(stream, input.Length);
        if (ElfReader.Read(content) is { } elf)
        {
            elf.Needed.Concat(elf.RPath).Concat(elf.RunPath).Append(elf.Interpreter ?? "").ShouldAllBe(text => text.Length <= 4096);
        }
    }

    private static byte[] Packages(Random random) => Mutation.Of(
        random,
        "Package: libc6\nStatus: install ok installed\nVersion: 2.41-12\nDescription: x\n more\n\nPackage: gone\nStatus: deinstall ok config-files\n\n"u8
            .ToArray(),
        "Package:", "Version: ", "Status: ", "\n\n", "\r\n", "\0", "config-files", "/etc/passwd\n", "  ../../x\n");

    private static void ReadPackages(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var files = RootFileSystem.Of(((string[])["status", "status.d/a", "status.d/a.md5sums", "info/a.list"])
            .Select(name => new FileEntry($"/var/lib/dpkg/{name}", FileType.File, 0, 0, 0, input.Length, Text: text)));
        (DebianPackages.Of(files) ?? []).ShouldAllBe(package => package.Name.Length > 0 && package.Name.Length <= text.Length);
        DebianPackages.Owned(files).ShouldAllBe(path => files.Find(path) != null);
    }

    private static void ReadDockerfile(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var lines = text.Split('\n').Length;
        var report = Linter.Lint(text, "Dockerfile", null);
        report.Faults.Select(fault => fault.Position.Line).Concat(report.Findings.Select(finding => finding.Position.Line))
            .ShouldAllBe(line => line >= 1 && line <= lines);
    }

    private static void ReadCatalog(byte[] input) => CatalogLoader.Parse(RepositoryRoot.Path, Encoding.UTF8.GetString(input));

    private static void ReadEnviron(byte[] input)
    {
        var half = input.Length / 2;
        Environ.Differences(input[..half], input[half..], name => name).Count.ShouldBeLessThanOrEqualTo(input.Length + 1);
        Environ.Differences(input, input, _ => null).ShouldBeEmpty();
        Environ.WithoutAdded(input, ["PATH"], input[..half]).Length.ShouldBeLessThanOrEqualTo((3 * input.Length) + 1);
        foreach (var entry in ContainerEnviron.Split(input))
        {
            ContainerEnviron.IsAssignment(entry);
        }
    }

    private static byte[] Frames(Random random)
    {
        using var stream = new MemoryStream();
        Span<byte> header = stackalloc byte[8];
        for (var left = random.Next(6); left > 0; left--)
        {
            var content = new byte[random.Next(200)];
            random.NextBytes(content);
            header.Clear();
            header[0] = (byte)random.Next(4);
            BinaryPrimitives.WriteInt32BigEndian(header[4..], content.Length);
            stream.Write(header);
            stream.Write(content);
        }

        return stream.ToArray();
    }

    private static void ReadFrames(byte[] input)
    {
        const int Limit = 1 << 20;
        var context = new DockerContext("fake", "a test", DockerEndpoint.Default, null);
        using var stream = new EngineStream(context, "GET /containers/c/logs", new MemoryStream(input), TimeSpan.FromMinutes(1));
        using var frames = new MultiplexedStream(stream, multiplexed: true);
        var output = MultiplexedOutput.ReadAsync(frames, stream, Limit, CancellationToken.None).GetAwaiter().GetResult();
        (output.Output.Length + output.Error.Length).ShouldBeLessThanOrEqualTo(Math.Min(input.Length, Limit));
    }

    private static byte[] Saved()
    {
        using var stream = new MemoryStream();
        BaselineFile.Write(stream, State);
        return stream.ToArray();
    }

    private static void ReadState(byte[] input)
    {
        using var stream = new MemoryStream(input);
        StateComparison.Compare(State, BaselineFile.Read(stream)).Count.ShouldBeLessThanOrEqualTo(input.Length);
    }

    private const int DigestLength = 71;

    private static Func<Random, byte[]> Joined(Func<Random, (string Digest, byte[] Archive)> make) => random =>
    {
        var (digest, archive) = make(random);
        return [.. Encoding.ASCII.GetBytes(digest), .. archive];
    };

    private static byte[] Any(Random random, byte[][] inputs) => inputs[random.Next(inputs.Length)];

    private static byte[][] Texts(string name) =>
        [
            .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "images"), name, SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllBytes)
        ];
}
