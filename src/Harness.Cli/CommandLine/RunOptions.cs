using System.CommandLine;
using Harness.Suite;

namespace Harness.Cli.CommandLine;

/// <summary>What <c>test docker</c> and <c>test k8s</c> both take to say what is tested and how.</summary>
/// <param name="sandboxes">What the backend's sandboxes are called.</param>
/// <param name="limit">How many run at once by default.</param>
/// <param name="keep">The option that leaves the sandboxes, which has another name for pods.</param>
internal sealed class RunOptions(string sandboxes, string limit, Option<bool> keep)
{
    /// <summary>What is tested.</summary>
    public TestOptions Selection { get; } = new();

    /// <summary>The images' tag.</summary>
    public Option<string> Tag { get; } = Values.Tag();

    /// <summary>The images' registry.</summary>
    public Option<string?> Registry { get; } = Values.Registry();

    /// <summary>Versions that the images were built with.</summary>
    public Option<IReadOnlyDictionary<string, string>?> BuildArgs { get; } =
        Values.Assignments(
            "--build-arg",
            "A version ARG that the images were built with, where it differs from the catalog (repeatable).",
            "PYTHON_VERSION=3.13");

    /// <summary>How many sandboxes at once.</summary>
    public Option<int?> Parallel { get; } = Values.Count("--parallel", $"How many {sandboxes} at once (default: {limit}).");

    /// <summary>Whether the sandboxes are left.</summary>
    public Option<bool> Keep { get; } = keep;

    /// <summary>The deadline.</summary>
    public Option<TimeSpan?> Timeout { get; } = Values.Duration("--timeout", "The deadline of each check's own work and of each start, for example 90s or 2m.");

    /// <summary>The files of the reports.</summary>
    public Option<string[]> Reports { get; } = Values.Repeatable(
        "--report", null, "FILE", "Write a report: .xml is JUnit, .json JSON, .sarif SARIF, .md Markdown, .html one page (repeatable).");

    /// <summary>The sidecar under test.</summary>
    public Option<string?> SidecarImage { get; } = Values.SidecarImage();

    /// <summary>Whether images are pulled first.</summary>
    public Option<bool> Pull { get; } = new("--pull")
    {
        Description = "Pull the images first, also those that the engine has (with -r, those that it does not have are pulled anyway)."
    };

    /// <summary>What was asked for.</summary>
    public TestRequest Request(ParseResult parsed) =>
        Selection.Request(parsed, parsed.GetValue(Registry), parsed.GetValue(Tag)!, parsed.GetValue(BuildArgs)) with
        {
            SidecarImage = parsed.GetValue(SidecarImage),
            Parallel = parsed.GetValue(Parallel),
            Timeout = parsed.GetValue(Timeout),
            Keep = parsed.GetValue(Keep),
            Pull = parsed.GetValue(Pull),
        };
}
