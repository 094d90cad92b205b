using System.Text;

namespace Harness.Snapshots.Cache;

/// <summary>
/// The bytes of a stored snapshot: the configuration, then the entries in tree order, each path as what it does not share
/// with the one before.
/// </summary>
internal static class SnapshotFormat
{
    [Flags]
    private enum Parts
    {
        None = 0,
        LinkTarget = 1,
        Capabilities = 2,
        Elf = 4,
        Interpreter = 8,
        Shebang = 16,
        Text = 32,
        PrivateKey = 64,
        Credential = 128,
        BrokenElf = 256,
        SoName = 512,
    }

    /// <summary>The bytes of a snapshot.</summary>
    public static ReadOnlyMemory<byte> Write(ImageSnapshot snapshot)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(snapshot.Digest);
        Write(writer, snapshot.Config);
        writer.Write7BitEncodedInt(snapshot.Layers.Count);
        foreach (var layer in snapshot.Layers)
        {
            writer.Write7BitEncodedInt64(layer.Size);
            writer.Write7BitEncodedInt(layer.Files);
        }

        var previous = string.Empty;
        foreach (var entry in snapshot.Files.All)
        {
            var shared = entry.Path.AsSpan().CommonPrefixLength(previous);
            // A cut inside a surrogate pair would not survive the encoding.
            shared -= shared > 0 && char.IsHighSurrogate(entry.Path[shared - 1]) ? 1 : 0;
            writer.Write(true);
            writer.Write7BitEncodedInt(shared);
            writer.Write(entry.Path[shared..]);
            Write(writer, entry);
            previous = entry.Path;
        }

        writer.Write(false);
        writer.Write7BitEncodedInt(snapshot.Covered.Count);
        foreach (var covered in snapshot.Covered)
        {
            writer.Write7BitEncodedInt(covered.By);
            writer.Write(covered.Entry.Path);
            Write(writer, covered.Entry);
        }

        writer.Flush();
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    /// <summary>The snapshot of these bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no snapshot.</exception>
    /// <exception cref="IOException">The bytes end too early.</exception>
    /// <exception cref="FormatException">The bytes hold a malformed number.</exception>
    public static ImageSnapshot Read(ArraySegment<byte> content)
    {
        using var reader = new BinaryReader(new MemoryStream(content.Array!, content.Offset, content.Count, writable: false), Encoding.UTF8);
        var digest = reader.ReadString();
        var config = ReadConfig(reader);
        var layers = ReadLayers(reader);
        return new ImageSnapshot(digest, config, RootFileSystem.Of(Entries(reader))) { Layers = layers, Covered = ReadCovered(reader) };
    }

    private static List<CoveredFile> ReadCovered(BinaryReader reader)
    {
        var covered = new List<CoveredFile>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var by = reader.Read7BitEncodedInt();
            covered.Add(new CoveredFile(ReadEntry(reader, reader.ReadString()), by));
        }

        return covered;
    }

    private static List<ImageLayer> ReadLayers(BinaryReader reader)
    {
        var layers = new List<ImageLayer>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            layers.Add(new ImageLayer(reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt()));
        }

        return layers;
    }

    private static IEnumerable<FileEntry> Entries(BinaryReader reader)
    {
        var path = string.Empty;
        while (reader.ReadBoolean())
        {
            var shared = reader.Read7BitEncodedInt();
            if (shared < 0 || shared > path.Length)
            {
                throw new InvalidDataException("A path shares more with the one before than that has.");
            }

            path = string.Concat(path.AsSpan(0, shared), reader.ReadString());
            yield return ReadEntry(reader, path);
        }
    }

    private static void Write(BinaryWriter writer, FileEntry entry)
    {
        var parts = (entry.LinkTarget is null ? Parts.None : Parts.LinkTarget)
            | (entry.Capabilities is null ? Parts.None : Parts.Capabilities)
            | (entry.Elf is null ? Parts.None : Parts.Elf)
            | (entry.Elf?.Interpreter is null ? Parts.None : Parts.Interpreter)
            | (entry.Shebang is null ? Parts.None : Parts.Shebang)
            | (entry.Text is null ? Parts.None : Parts.Text)
            | (entry.Secret == SecretKind.PrivateKey ? Parts.PrivateKey : Parts.None)
            | (entry.Secret == SecretKind.Credential ? Parts.Credential : Parts.None)
            | (entry.IsBrokenElf ? Parts.BrokenElf : Parts.None)
            | (entry.Elf?.SoName is null ? Parts.None : Parts.SoName);
        writer.Write((byte)entry.Type);
        writer.Write7BitEncodedInt((int)parts);
        writer.Write7BitEncodedInt(entry.Mode);
        writer.Write7BitEncodedInt(entry.Uid);
        writer.Write7BitEncodedInt(entry.Gid);
        writer.Write7BitEncodedInt64(entry.Size);
        writer.Write7BitEncodedInt(entry.Layer);
        if (HasContent(entry))
        {
            writer.Write((ulong)(entry.Content >> 64));
            writer.Write((ulong)entry.Content);
        }

        if (entry.LinkTarget is { } target)
        {
            writer.Write(target);
        }

        if (entry.Capabilities is { } capabilities)
        {
            writer.Write7BitEncodedInt(capabilities.Length);
            writer.Write(capabilities);
        }

        if (entry.Elf is { } elf)
        {
            writer.Write(elf.Is64Bit);
            writer.Write7BitEncodedInt(elf.Machine);
            if (elf.Interpreter is { } interpreter)
            {
                writer.Write(interpreter);
            }

            Write(writer, elf.Needed);
            Write(writer, elf.RPath);
            Write(writer, elf.RunPath);
            if (elf.SoName is { } soName)
            {
                writer.Write(soName);
            }

            Write(writer, elf.Provides);
            Write(writer, [.. elf.Requires.Select(need => need.Library)]);
            Write(writer, [.. elf.Requires.Select(need => need.Version)]);
        }

        if (entry.Shebang is { } shebang)
        {
            writer.Write(shebang);
        }

        if (entry.Text is { } text)
        {
            writer.Write(text);
        }
    }

    private static FileEntry ReadEntry(BinaryReader reader, string path)
    {
        var type = (FileType)reader.ReadByte();
        var parts = (Parts)reader.Read7BitEncodedInt();
        var entry = new FileEntry(
            path,
            type,
            reader.Read7BitEncodedInt(),
            reader.Read7BitEncodedInt(),
            reader.Read7BitEncodedInt(),
            reader.Read7BitEncodedInt64())
        {
            Layer = reader.Read7BitEncodedInt(),
            Secret = parts.HasFlag(Parts.PrivateKey) ? SecretKind.PrivateKey : parts.HasFlag(Parts.Credential) ? SecretKind.Credential : SecretKind.None,
        };
        return entry with
        {
            Content = HasContent(entry) ? new UInt128(reader.ReadUInt64(), reader.ReadUInt64()) : 0,
            LinkTarget = parts.HasFlag(Parts.LinkTarget) ? reader.ReadString() : null,
            Capabilities = parts.HasFlag(Parts.Capabilities) ? reader.ReadBytes(reader.Read7BitEncodedInt()) : null,
            Elf = parts.HasFlag(Parts.Elf) ? ReadElf(reader, parts) : null,
            Shebang = parts.HasFlag(Parts.Shebang) ? reader.ReadString() : null,
            Text = parts.HasFlag(Parts.Text) ? reader.ReadString() : null,
            IsBrokenElf = parts.HasFlag(Parts.BrokenElf),
        };
    }

    private static bool HasContent(FileEntry entry) => entry is { Type: FileType.File, Size: > 0 };

    private static ElfInfo ReadElf(BinaryReader reader, Parts parts) => new(
        reader.ReadBoolean(),
        reader.Read7BitEncodedInt(),
        parts.HasFlag(Parts.Interpreter) ? reader.ReadString() : null,
        ReadList(reader),
        ReadList(reader),
        ReadList(reader))
    {
        SoName = parts.HasFlag(Parts.SoName) ? reader.ReadString() : null,
        Provides = ReadList(reader),
        Requires = [.. ReadList(reader).Zip(ReadList(reader), (library, version) => new NeededVersion(library, version))],
    };

    private static void Write(BinaryWriter writer, ImageConfig config)
    {
        writer.Write(config.Architecture);
        writer.Write(config.Os);
        writer.Write(config.User);
        writer.Write(config.WorkingDirectory);
        Write(writer, config.Entrypoint);
        Write(writer, config.Command);
        Write(writer, config.Environment);
        Write(writer, [.. config.Labels.Keys]);
        Write(writer, [.. config.Labels.Values]);
        Write(writer, [.. config.History.Select(step => step.CreatedBy)]);
        Write(writer, [.. config.History.Select(step => step.IsEmpty ? "empty" : "")]);
        Write(writer, config.DiffIds);
        Write(writer, config.Healthcheck);
        Write(writer, config.Volumes);
        Write(writer, config.OnBuild);
        writer.Write(config.StopSignal);
    }

    private static ImageConfig ReadConfig(BinaryReader reader) => new(
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadString(),
        reader.ReadString(),
        ReadList(reader),
        ReadList(reader),
        ReadList(reader),
        ReadList(reader).Zip(ReadList(reader)).ToDictionary(label => label.First, label => label.Second),
        [.. ReadList(reader).Zip(ReadList(reader), (command, kind) => new HistoryStep(command, kind.Length > 0))])
    {
        DiffIds = ReadList(reader),
        Healthcheck = ReadList(reader),
        Volumes = ReadList(reader),
        OnBuild = ReadList(reader),
        StopSignal = reader.ReadString(),
    };

    private static void Write(BinaryWriter writer, IReadOnlyList<string> list)
    {
        writer.Write7BitEncodedInt(list.Count);
        foreach (var item in list)
        {
            writer.Write(item);
        }
    }

    private static List<string> ReadList(BinaryReader reader)
    {
        var list = new List<string>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            list.Add(reader.ReadString());
        }

        return list;
    }
}
