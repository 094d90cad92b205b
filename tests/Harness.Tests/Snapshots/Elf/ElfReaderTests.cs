using System.Buffers.Binary;
using Harness.Snapshots;
using Harness.Snapshots.Elf;
using Harness.Tests.Snapshots.Archives;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Snapshots.Elf;

[Parallelizable(ParallelScope.All)]
public sealed class ElfReaderTests
{
    private static readonly byte[] Good = ElfBuilder.Build(
        "/lib64/ld.so.2",
        ["liba.so.1", "libb.so"],
        rPath: "/opt/lib:$ORIGIN/../lib",
        runPath: "/opt/run",
        soName: "libgood.so.3",
        provides: ["libgood.so.3", "GOOD_3.1"],
        requires: [("liba.so.1", "A_1.2", false), ("liba.so.1", "A_1.3", true), ("libb.so", "B_2", false)]);

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
    public void Symbol_versions_are_read_and_those_that_may_lack_left_out()
    {
        var elf = Read(Good).ShouldNotBeNull();
        elf.SoName.ShouldBe("libgood.so.3");
        elf.Provides.ShouldBe(["libgood.so.3", "GOOD_3.1"]);
        elf.Requires.ShouldBe([new NeededVersion("liba.so.1", "A_1.2"), new NeededVersion("libb.so", "B_2")]);
    }

    [Test]
    public void A_real_program_is_read()
    {
        Assume.That(File.Exists("/usr/bin/env"), "This machine has no /usr/bin/env.");
        var elf = Read(File.ReadAllBytes("/usr/bin/env")).ShouldNotBeNull();
        elf.Interpreter.ShouldNotBeNull().ShouldContain("ld-");
        elf.Needed.ShouldContain(name => name.StartsWith("libc."));
        elf.Requires.ShouldContain(need => need.Library.StartsWith("libc.") && need.Version.StartsWith("GLIBC_2"));
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
            Entry(Good[..length]).IsBrokenElf.ShouldBe(length >= 4);
        }
    }

    [Test]
    public void A_big_endian_file_is_refused_politely()
    {
        var file = (byte[])Good.Clone();
        (file[5], file[16], file[17]) = (2, 0, 3);
        Read(file).ShouldBeNull();
        Entry(file).IsBrokenElf.ShouldBeTrue();
    }

    [TestCase(1, 1, 0, TestName = "An_object_file_is_neither_a_program_nor_broken")]
    [TestCase(2, 0, 1, TestName = "A_big_endian_object_file_is_neither_a_program_nor_broken")]
    [TestCase(1, 4, 0, TestName = "A_core_dump_is_neither_a_program_nor_broken")]
    public void What_only_linkers_and_debuggers_read_is_neither_a_program_nor_broken(int order, int first, int second)
    {
        var file = (byte[])Good.Clone();
        (file[5], file[16], file[17]) = ((byte)order, (byte)first, (byte)second);
        Read(file).ShouldBeNull();
        Entry(file).IsBrokenElf.ShouldBeFalse();
    }

    [Test]
    public void A_file_of_debugging_symbols_has_no_interpreter_although_its_header_speaks_of_one()
    {
        var file = (byte[])Good.Clone();
        // The third program header's size in the file.
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(64 + (2 * 56) + 32), 0);
        Read(file).ShouldNotBeNull().Interpreter.ShouldBeNull();
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

    private static ElfInfo? Read(byte[] file) => Entry(file).Elf;

    private static FileEntry Entry(byte[] file) => Layers.Only(new TarBuilder().File("x", file).Build());
}
