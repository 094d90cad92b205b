using System.Diagnostics;
using Harness.Checks.Dockerfiles;
using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Dockerfiles;

/// <summary>Whatever the bytes: an end, soon, in little memory, with every finding at a place of the file.</summary>
public sealed class HostileDockerfileTests
{
    private const int Seed = 20261121;
    private static readonly string[] Good =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "images"), "Dockerfile", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText),
    ];

    private static readonly string[] Fragments =
    [
        "\\", "\n", "\\\n", "\"", "'", "`", "$", "${", "}", "$(", ")", "(", "((", "))", "<<EOF", "<<-'E'", "\nEOF\n", "[", "]", "[[", "]]", "{", "|", "||",
        "&&", ";", ";;", "#", "# check=skip=DF007 x\n", "# escape=`\n", "FROM ", "FROM scratch AS a\n", "ARG X=$X$X\n", "RUN ", "ONBUILD ",
        "COPY --from=0 / /\n", "case x in ", "esac", "if ", "fi", "\0", "\r", "\t", "\u2028", "\ud800", "ü", "--mount=type=cache,target=", "--", "=", ":", "@",
        "..", "/", "*",
    ];

    [Test]
    public void Mutated_dockerfiles_are_read_and_checked_to_the_end()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 1500; round++)
        {
            var text = Good[random.Next(Good.Length)];
            for (var change = random.Next(1, 12); change > 0; change--)
            {
                text = Change(random, text);
            }

            var lines = text.Split('\n').Length;
            var report = Lint(text, $"seed {Seed}, round {round}");
            report.Faults.Select(fault => fault.Position.Line).Concat(report.Findings.Select(finding => finding.Position.Line))
                .ShouldAllBe(line => line >= 1 && line <= lines, $"seed {Seed}, round {round}");
        }
    }

    [TestCase("(")]
    [TestCase("$(")]
    [TestCase("`")]
    [TestCase("${X:-")]
    [TestCase("if ")]
    [TestCase("case x in ")]
    [TestCase("{ ")]
    [TestCase("[[ ")]
    [TestCase("a | ")]
    [TestCase("$((")]
    [TestCase("'")]
    [TestCase("<<E ")]
    [TestCase("<(")]
    [TestCase("1")]
    [TestCase("a")]
    [TestCase("1.")]
    [TestCase(" ")]
    [TestCase("\\")]
    [TestCase("\"${")]
    [TestCase("/..")]
    public void Much_of_one_thing_is_read_in_no_long_time(string part)
    {
        var repeated = string.Concat(Enumerable.Repeat(part, 60_000 / part.Length));
        foreach (var before in (string[])["RUN ", "COPY ", "ENV A=", "CMD [\"", "WORKDIR ", "RUN --mount=type=cache,target=", "# check = "])
        {
            Lint($"ARG X_VERSION=1.2\nFROM scratch\n{before}{repeated}\n", part);
        }
    }

    [TestCase("RUN a | b\n")]
    [TestCase("ARG A=$A$A$A$A$A$A$A$A\n")]
    [TestCase("ENV A=${A}0123456789\n")]
    [TestCase("WORKDIR a\n")]
    [TestCase("FROM scratch AS a\n")]
    [TestCase("FROM a AS a\n")]
    [TestCase("COPY --from=0 /a /b\n")]
    [TestCase("RUN --mount=type=cache,target=/a x\n")]
    [TestCase("# check=skip=DF007 why\nRUN a | b\n")]
    [TestCase("RUN <<E\n")]
    [TestCase("\\\n")]
    [TestCase("XYZZY\n")]
    [TestCase("# check=skip=DF999 x\n")]
    [TestCase("RUN apt-get install libssl3 && mkdir /usr/lib/{a,b} && \\\n")]
    public void Very_many_lines_of_one_kind_are_read_in_no_long_time(string line) =>
        Lint("ARG A=1234567890\nFROM scratch AS a\n" + string.Concat(Enumerable.Repeat(line, 200_000 / line.Length)), line);

    [Test]
    public void A_file_of_many_megabytes_is_refused_at_once() =>
        Lint(new string('x', 20_000_000), "20 MB").Faults.ShouldHaveSingleItem().Message.ShouldContain("this is no Dockerfile");

    private static LintReport Lint(string text, string what)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = Linter.Lint(text, "Dockerfile", null);
        // Far above what is needed on a busy machine, and far below what anything but proportional growth would take.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), what);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(50_000_000 + (4000L * Math.Min(text.Length, 1 << 20)), what);
        return report;
    }

    private static string Change(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(40), text.Length - at);
        return random.Next(4) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, Fragments[random.Next(Fragments.Length)]),
            2 => text.Insert(at, text.Substring(random.Next(text.Length - length + 1), length)),
            _ => text.Remove(at, length).Insert(at, ((char)random.Next(1, 0x250)).ToString()),
        };
    }
}
