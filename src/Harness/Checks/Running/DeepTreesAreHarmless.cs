using Harness.Catalog;
using Harness.Checks.Programs;

namespace Harness.Checks.Running;

/// <summary>RUN028: directories deeper than a path can be long harm neither who left them nor anybody else.</summary>
internal sealed class DeepTreesAreHarmless() : SandboxCheck(
    new CheckInfo
    {
        Id = "RUN028",
        Title = "A tree of directories deeper than a path can be harms nobody: its program is answered, its workspace removed, the files are listed",
        Guide = [GuideSection.SandboxContract],
        AppliesTo = "Python, for any sidecar, on every backend, in a sandbox of its own",
        Why = "What works by paths fails at 4096 bytes. The program loses its result, its directory takes up room for ever, "
            + "and nobody can list files any more.",
        Remedy = "Open, list and remove by descriptors (openat, unlinkat, fdopendir), one name at a time, and without a call for each level.",
        BreaksWith = "a sidecar that removes a workspace by paths",
        Example = new()
        {
            Fault =
                """
                Directory.Delete(workspace, recursive: true);
                """,
            Mend =
                """
                // each name by the descriptor of its directory; inner directories are moved up first
                unlinkat(directory, name, AT_REMOVEDIR)
                """,
        },
    },
    "RUN010",
    "RUN013")
{
    private const string Expected = "exit code 0 and the program's output, its workspace gone within ten seconds, and GET /files answers";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language) => HarmfulRun.Has(language);

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var run = await subject.HarmfulAsync(cancellation);
        List<string> problems = [];
        if (run.Tree.Response is not { ExitCode: 0 } response || !response.Stdout.EndsWith("done\n", StringComparison.Ordinal))
        {
            problems.Add($"the program that leaves deep directories: {run.Tree}");
        }

        if (run.TreeLeft)
        {
            problems.Add("its workspace was still there ten seconds later");
        }

        if (run.Listing is { } fault)
        {
            problems.Add($"GET /files afterwards: {fault}");
        }

        return Finding.Of(problems, Expected, "exit code 0, the workspace was removed, the files were listed");
    }
}
