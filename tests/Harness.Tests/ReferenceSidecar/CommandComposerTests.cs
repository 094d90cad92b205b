using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar.Execution;
using Sidecar.Languages;
using Sidecar.Processes;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
internal sealed class CommandComposerTests
{
    private static readonly byte[] Odd = [(byte)'B', (byte)'=', 0xff, (byte)'\n'];
    private static readonly MainProcess Main = new(7, [Encoding.UTF8.GetBytes("PATH=/bin"), Odd]);

    private static readonly string[] Prefix =
    [
        "/usr/bin/choom", "-n", "1000", "--", "/usr/bin/catatonit", "--",
        "/usr/bin/nsenter", "--target", "7", "--mount", "--wdns=/mnt/data/a b", "--", "/proc/self/fd/3", "/usr/bin/env", "-i", "--",
    ];

    [Test]
    public void An_interpreter_runs_the_file_with_exactly_mains_environment()
    {
        var command = Compose("python").Single();

        Texts(command[..Prefix.Length]).ShouldBe(Prefix);
        command[Prefix.Length..^2].ShouldBe(Main.Environment);
        Texts(command[^2..]).ShouldBe(["python", "/mnt/data/x/code"]);
    }

    [Test]
    public void A_shell_compiles_and_then_gives_way_to_the_program_with_exactly_mains_environment()
    {
        var command = Compose("c", source: "/mnt/data/it's/code.c").Single();

        var shell = command[(Prefix.Length + 2)..];
        Texts(shell[..4]).ShouldBe(
            [
                "sh",
                "-c",
                "gcc -o '/mnt/data/x/program' '/mnt/data/it'\\''s/code.c' @/opt/c-cpp/link.args && exec /usr/bin/env -i -- \"$@\" '/mnt/data/x/program'",
                "sh"
            ]);
        shell[4..].ShouldBe(Main.Environment);
    }

    [Test]
    public void What_cannot_be_executed_is_run_by_the_second_command()
    {
        var script = Texts(Compose("java", source: "/mnt/data/x/Main.java").Single())[^4];

        script.ShouldStartWith("javac -J-XX:TieredStopAtLevel=1 -d '/mnt/data/x/program' '/mnt/data/x/Main.java' && exec /usr/bin/env -i -- \"$@\" java ");
        script.ShouldEndWith(" -cp '/mnt/data/x/program'\"${CLASSPATH:+:$CLASSPATH}\" Main");
    }

    [Test]
    public void An_isolated_toolchain_is_offline_and_its_program_does_not_notice()
    {
        var commands = Compose("go", isolated: true);

        commands.Count.ShouldBe(2);
        Texts(commands[0][(Prefix.Length + 2)..]).ShouldBe(
            ["GOPROXY=off", "GOSUMDB=off", "go", "build", "-o", "/mnt/data/x/program", "/mnt/data/x/code"]);
        commands[1][Prefix.Length..^1].ShouldBe(Main.Environment);
        Texts(commands[1][^1..]).ShouldBe(["/mnt/data/x/program"]);
    }

    [Test]
    public void Without_isolation_the_toolchain_has_mains_environment() =>
        Texts(Compose("go")[0][(Prefix.Length + 2)..])[0].ShouldBe("go");

    private static List<byte[][]> Compose(string language, bool isolated = false, string source = "/mnt/data/x/code") =>
        [.. new CommandComposer(LanguageTable.Find(language)!, isolated)
            .Compose(Main, source, "/mnt/data/x/program", "/mnt/data/a b")
            .Select(command => command.ToArray())];

    private static string[] Texts(byte[][] arguments) => [.. arguments.Select(Encoding.UTF8.GetString)];
}
