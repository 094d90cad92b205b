using Harness.Snapshots;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots;

[Parallelizable(ParallelScope.All)]
public sealed class ElfReaderTests
{
    private static readonly byte[] Good = ElfBuilder.Build("/lib64/ld.so.2", ["liba.so.1", "libb.so"], rPath: "/opt/lib:$ORIGIN/../lib", runPath: "/opt/run");

    [Test]
    public void Interpreter_libraries_and_paths_are_read()
    {
        var elf = Read(Good).ShouldNotBeNull();
        elf.Is64Bit.ShouldBeTrue();
        elf.Machine.ShouldBe(62);
        elf.Interpreter.ShouldBe("/lib64/ld.so.2");
        elf.Needed.ShouldBe(["liba.so.1", "libb.so"]);
        elf.RPath.ShouldBe(["/opt/lib", "$ORIGIN/../lib"]);
        elf.RunPath.ShouldBe(["/opt/run"]);
    }

    [Test]
    public void A_real_program_is_read()
    {
        Assume.That(File.Exists("/usr/bin/env"), "This machine has no /usr/bin/env.");
        var elf = Read(File.ReadAllBytes("/usr/bin/env")).ShouldNotBeNull();
        elf.Interpreter.ShouldNotBeNull().ShouldContain("ld-");
        elf.Needed.ShouldContain(name => name.StartsWith("libc."));
    }

    [Test]
    public void The_dynamic_section_of_a_huge_file_is_found_at_its_end() =>
        Read(ElfBuilder.Build(needed: ["libfar.so"], gap: 20 << 20)).ShouldNotBeNull().Needed.ShouldBe(["libfar.so"]);

    [Test]
    public void A_file_cut_at_any_point_is_no_elf_file_and_no_fault()
    {
        for (var length = 0; length < Good.Length - 16; length++)
        {
            Read(Good[..length]).ShouldBeNull();
        }
    }

    [Test]
    public void A_big_endian_file_is_refused_politely()
    {
        var file = (byte[])Good.Clone();
        file[5] = 2;
        Read(file).ShouldBeNull();
    }

    [Test]
    public void A_static_program_needs_nothing()
    {
        var file = new byte[64];
        Good.AsSpan(0, 20).CopyTo(file);
        Read(file).ShouldNotBeNull().Needed.ShouldBeEmpty();
    }

    [Test]
    public void Random_damage_never_hangs_crashes_or_reserves_much_memory()
    {
        var random = new Random(2);
        using var content = new FileContent();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 5_000; round++)
        {
            var file = (byte[])Good.Clone();
            for (var i = 0; i < 6; i++)
            {
                file[4 + random.Next(file.Length - 4)] = (byte)random.Next(256);
            }

            using var stream = new MemoryStream(file);
            content.Open(stream, file.Length);
            ElfReader.Read(content);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200L << 20);
    }

    private static ElfInfo? Read(byte[] file) => Layers.Only(new TarBuilder().File("x", file).Build()).Elf;
}
