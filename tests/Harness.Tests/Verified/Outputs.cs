using System.CommandLine;
using System.Text.RegularExpressions;
using Harness.Cli;
using Harness.Cli.CommandLine;
using Harness.Cli.Rendering;
using Harness.Cli.Verbs;
using Harness.Reports;
using Harness.Tests.Cli;
using Harness.Tests.Snapshots.Archives;
using static Harness.Tests.Reports.Samples;
using Root = Harness.Tests.Catalog.RepositoryRoot;

namespace Harness.Tests.Verified;

/// <summary>What users read, by the file that holds it.</summary>
internal static partial class Outputs
{
    private const string Dockerfile = "FROM dhi.io/x:${V} AS final\nUSER nonroot\n# check=skip=DF004 only here\nCMD sleep infinity\n";

    private static readonly ReportContent Sample = Content(Reports.Samples.Run(
        Passed("CFG001", Python),
        Passed("RUN001", PythonInDocker),
        Failed("RUN002", PythonInDocker) with { Places = [new("images/python/Dockerfile", 88)] },
        Failed("CFG001", Python with { Image = "nodejs" }, "PATH=<b>\"x\" & 'y'\u001B[31m\nline two"),
        Errored("RUN001", TypeScriptInDocker),
        Skipped("RUN002", TypeScriptInDocker)) with
    { Leftovers = ["a pod that could not be removed"] });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<(string File, Func<string> Write)> All { get; } =
    [
        ("help.txt", () => Run("--help")),
        .. Verbs().Select(verb => ($"help.{string.Join('-', verb)}.txt", (Func<string>)(() => Run([.. verb, "--help"])))),
        ("checks.txt", () => Run("checks")),
        .. ((string[])["CFG001", "DF003", "FS003", "POD001", "RUN002"]).Select(id => ($"checks.{id}.txt", (Func<string>)(() => Run("checks", id)))),
        ("checks.DF003.md", () => Out("checks", "DF003", "--output", "markdown")),
        ("checks.DF003.json", () => Out("checks", "DF003", "--output", "json")),
        ("plan.txt", () => Run("plan", "python", "-l", "py", "--bases", "local")),
        ("plan.json", () => Out("plan", "python", "-l", "py", "--bases", "local", "--output", "json")),
        ("lint.txt", () => Run("lint", "{here}/Dockerfile")),
        ("lint.json", () => Out("lint", "{here}/Dockerfile", "--output", "json")),
        ("lint.unreadable.txt", () => Run("lint", "{here}/unreadable")),
        ("inspect.txt", () => Run("inspect", "docker-archive:{here}/image.tar", "--findings", "--as", "python")),
        ("inspect.json", () => Out("inspect", "docker-archive:{here}/image.tar", "--findings", "--as", "python", "--output", "json")),
        ("inspect.against.txt", () => Run("inspect", "docker-archive:{here}/changed.tar", "--against", "docker-archive:{here}/image.tar")),
        ("run.summary.txt", Summary),
        .. ((string[])["xml", "json", "sarif", "md", "html"]).Select(ending => ($"run.{ending}", (Func<string>)(() => Report(ending)))),
    ];

    /// <summary>Every verb, and every verb below one.</summary>
    private static IEnumerable<string[]> Verbs()
    {
        var root = HarnessCommand.Create([.. Overview.Verbs.Select(verb => verb.Word)], new RecordingWorkflows(), _ => (_, _) => Task.FromResult(0));
        return root.Subcommands.SelectMany(Below);

        static IEnumerable<string[]> Below(Command verb) =>
            [[verb.Name], .. verb.Subcommands.SelectMany(Below).Select(below => (string[])[verb.Name, .. below])];
    }

    private static string Summary()
    {
        using var streams = new TestStreams();
        new RunSummary(streams.Output(), Sample).Write();
        return streams.Out;
    }

    private static string Report(string ending)
    {
        var directory = Directory.CreateTempSubdirectory("kcr-verified-").FullName;
        try
        {
            var file = Path.Combine(directory, $"run.{ending}");
            Reporting.OfRun([file]).Write(Sample);
            // What the page looks like and how it filters is for the tests in a browser.
            var text = OwnHash().Replace(Own().Replace(File.ReadAllText(file), "$1…$2"), "sha256-…");
            // The commit that was built is another one in every build.
            return Commit().Replace(text, "");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A command line, and all that came of it.</summary>
    private static string Run(params IReadOnlyList<string> arguments)
    {
        var (status, output, error) = Start(arguments);
        return $"$ harness {string.Join(' ', arguments)}\n{output}"
            + $"{(error.Length > 0 ? "\nOn standard error:\n" + error : "")}\nExit status {(int)status} ({status})\n";
    }

    /// <summary>What a command line writes to standard output: a document.</summary>
    private static string Out(params IReadOnlyList<string> arguments) => Start(arguments).Output;

    private static (ExitStatus Status, string Output, string Error) Start(IReadOnlyList<string> arguments)
    {
        var directory = Directory.CreateTempSubdirectory("kcr-verified-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "Dockerfile"), Dockerfile);
            File.WriteAllText(Path.Combine(directory, "unreadable"), "FROM x\nCOYP a b\n");
            File.WriteAllBytes(Path.Combine(directory, "image.tar"), Image("HOME=/tmp", "/usr/bin/env"));
            File.WriteAllBytes(Path.Combine(directory, "changed.tar"), Image("HOME=/root", "/usr/local/bin/env"));
            using var streams = new TestStreams(width: 100);
            var workflows = new Composition(name => name switch
            {
                "KCR_HARNESS_ROOT" => Root.Path,
                "XDG_CACHE_HOME" => Path.Combine(directory, "cache"),
                _ => null,
            });
            var status = new Application(streams.Streams, workflows).Run(
                [.. arguments.Select(argument => argument.Replace("{here}", directory, StringComparison.Ordinal))]);
            return (status, Clean(streams.Out), Clean(streams.Error));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        // An archive's digest has the time in it at which it was made.
        string Clean(string text) => Digest().Replace(text.Replace(directory, "{here}", StringComparison.Ordinal), "sha256:…");
    }

    private static byte[] Image(string home, string env)
    {
        var layer = new TarBuilder().Directory("usr/bin/").File(env[1..], "env", mode: 0b111_101_101).File("opt/x/gone", "123").Build();
        return new ArchiveBuilder(layer)
        {
            Config = new
            {
                os = "linux",
                architecture = "amd64",
                config = new
                {
                    User = "65532:65532",
                    WorkingDir = "/mnt/data",
                    Entrypoint = new[] { env, "-i", "PATH=/usr/bin", home },
                    Cmd = new[] { "sleep", "infinity" }
                },
            },
        }.Blobs();
    }

    [GeneratedRegex("(<(?:style|script)[^>]*>).*?(</(?:style|script)>)", RegexOptions.Singleline)]
    private static partial Regex Own();

    [GeneratedRegex("sha256-[A-Za-z0-9+/]+=*")]
    private static partial Regex OwnHash();

    [GeneratedRegex("""(?<="version": "[0-9.]+)\+[0-9a-f]{7,64}(?=")""")]
    private static partial Regex Commit();

    [GeneratedRegex("sha256:[0-9a-f]{12,64}")]
    private static partial Regex Digest();
}
