using System.Buffers.Binary;
using System.Text;
using Harness.Snapshots;
using Harness.Snapshots.Elf;
using Harness.Tests.Snapshots.Archives;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Elf;

[Parallelizable(ParallelScope.All)]
public sealed class LoaderCacheTests
{
    private static readonly byte[] Good = Cache(("liba.so.1", "/opt/a/liba.so.1"), ("libb.so", "/opt/b/libb.so"));

    [Test]
    public void Names_and_paths_are_read()
    {
        var files = RootFileSystem.Of(Layers.Only(new TarBuilder().File("etc/ld.so.cache", Good).Build()));
        var cache = LoaderCache.Of(files);
        cache.Paths("liba.so.1").ShouldBe(["/opt/a/liba.so.1"]);
        cache.Paths("libb.so").ShouldBe(["/opt/b/libb.so"]);
        cache.Paths("libc.so").ShouldBeEmpty();
    }

    [Test]
    public void A_cache_behind_one_in_the_old_format_is_read() =>
        LoaderCache.Text([.. Encoding.ASCII.GetBytes("ld.so-1.7.0\0\0\0\0\0"), .. Good]).ShouldBe(LoaderCache.Text(Good));

    [Test]
    public void The_cache_of_this_machine_is_read()
    {
        Assume.That(File.Exists(LoaderCache.Path), "This machine has no such cache.");
        var lines = LoaderCache.Text(File.ReadAllBytes(LoaderCache.Path)).ShouldNotBeNull().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.Contains(".so") && line.Contains("\t/"));
    }

    [Test]
    public void A_cache_cut_at_any_point_is_none()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            LoaderCache.Text(Good.AsSpan(0, length)).ShouldBeNull();
        }
    }

    [Test]
    public void A_small_cache_does_not_become_a_large_text()
    {
        var name = new string('x', 10_000);
        var file = Cache([.. Enumerable.Repeat((name, name), 1_000)], shareStrings: true);
        LoaderCache.Text(file).ShouldBeNull();
    }

    private static byte[] Cache(params (string Name, string Path)[] entries) => Cache(entries, shareStrings: false);

    private static byte[] Cache((string Name, string Path)[] entries, bool shareStrings)
    {
        var strings = new MemoryStream();
        var start = 48 + (entries.Length * 24);
        var known = new Dictionary<string, int>();
        var header = new byte[start];
        "glibc-ld.so.cache1.1"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(20), entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var at = header.AsSpan(48 + (i * 24));
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], Add(entries[i].Name));
            BinaryPrimitives.WriteInt32LittleEndian(at[8..], Add(entries[i].Path));
        }

        return [.. header, .. strings.ToArray()];

        int Add(string text)
        {
            if (!shareStrings || !known.TryGetValue(text, out var offset))
            {
                offset = known[text] = start + (int)strings.Length;
                strings.Write(Encoding.UTF8.GetBytes(text + "\0"));
            }

            return offset;
        }
    }
}
