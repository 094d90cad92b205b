namespace Harness.Cli.CommandLine;

/// <summary>The verbs, the options that all take, and the help of the whole command. Knows nothing of the parser.</summary>
internal static class Overview
{
    /// <summary>What the command does.</summary>
    public const string Description = "Builds hardened language images and proves that they honour the sandbox contract.";

    /// <summary>The verbs in the order in which they are used.</summary>
    public static IReadOnlyList<HelpRow> Verbs { get; } =
    [
        new("build", "Builds images: all of the catalog, or those named."),
        new("test", "Runs the conformance suite on a backend."),
        new("lint", "Checks Dockerfiles; nothing is built and no engine is asked."),
        new("pod", "Prints the pods that the suite would start, for kubectl apply."),
        new("drift", "Compares production's manifests with the pods that the suite tests."),
        new("plan", "Says what would be built and tested; nothing is done."),
        new("pins", "Asks the bases' registry what changed: newer versions, tags that are gone."),
        new("inspect", "Says what images consist of: size, layers, largest directories."),
        new("checks", "Lists the checks, or explains one."),
        new("doctor", "Says what is missing on this machine and how to get it."),
        new("clean", "Removes what earlier runs left behind, found by label."),
    ];

    /// <summary>The verb whose results can be written for documents as well.</summary>
    public const string Markdown = "checks";

    /// <summary>The options that every verb takes.</summary>
    /// <param name="verb">The verb; null for all of them.</param>
    public static IReadOnlyList<HelpRow> CommonOptions(string? verb = null) =>
    [
        new("-v, --verbose", "Say more: decisions, commands, stack traces."),
        new(verb == Markdown ? "    --output text|json|markdown" : "    --output text|json", "How results are written to standard output (default: text)."),
        new("    --no-color", "No colours; NO_COLOR does the same."),
    ];

    /// <summary>The help of the whole command.</summary>
    public static HelpText Help => new(
        Description,
        "harness VERB [OPTION…]",
        [
            new("Verbs", Verbs),
            new("Options", [new("-h, --help", "Show this help."), new("    --version", "Show the version."), .. CommonOptions()]),
        ],
        ["harness build python", "harness test docker -l py -l js", "harness checks FS003", "harness test docker --help"],
        "Exit status: 0 passed; 1 a check failed; 2 wrong usage; 3 engine, cluster, build or machine failed; 130 interrupted.");
}
