using Harness.Catalog;
using Harness.Checks;
using Harness.Images;
using Harness.Reports;
using Harness.Sandboxes;
using Harness.Suite;

namespace Harness.Tests.Reports;

/// <summary>A small run with every outcome.</summary>
internal static class Samples
{
    public static readonly Subject Python = new("python", null, null);
    public static readonly Subject PythonInDocker = new("python", "python", Backend.Docker);
    public static readonly Subject TypeScriptInDocker = new("nodejs", "typescript", Backend.Docker);

    public static readonly IReadOnlyList<CheckInfo> Checks =
    [
        Check("CFG001", "ENTRYPOINT is /usr/bin/env -i", GuideSection.EnvEntrypoint),
        Check("RUN001", "main stays up", GuideSection.MissingSleep),
        Check("RUN002", "environ equals the ENTRYPOINT's list", GuideSection.EnvEntrypoint),
    ];

    public static CheckInfo Check(string id, string title, GuideSection guide) => new()
    {
        Id = id,
        Title = title,
        Guide = [guide],
        AppliesTo = "every image",
        Why = $"why {id} matters",
        Remedy = $"mend {id}",
        BreaksWith = $"break {id}",
        Example = new() { Fault = "fault", Mend = "mend" },
    };

    public static LanguageDefinition Language(string name, string alias) => new(
        name, alias, $"code.{alias}", ["run", "{file}"], Shell: false, "VERSION", ResourceLimits.Contract,
        new Dictionary<ProgramRole, ProgramDefinition>());

    public static ImageUnderTest Image(string name, string? provider, params IReadOnlyList<LanguageDefinition> languages) => new(
        new ImageDefinition(
            name, ImageKind.Sandbox, name, $"images/{name}", name, FinalVariant.Minimal, Shell: false, [], [],
            new Dictionary<string, IReadOnlyDictionary<string, string>>(), [], languages),
        ImageReference.For(name),
        new ImageId("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        new Dictionary<string, string> { ["VERSION"] = "3.13" },
        provider,
        provider is null ? null : $"localhost/kcr-bases/{name}:3.13-debian13",
        provider is null ? null : "sha256:fedcba9876543210");

    public static RunReport Run(params IReadOnlyList<CheckResult> results) => new(
        "0badcafe",
        "just test-images",
        new DateTimeOffset(2026, 11, 21, 20, 0, 0, TimeSpan.Zero),
        TimeSpan.FromSeconds(12.5),
        Interrupted: false,
        [
            Image("python", "local", Language("python", "py")),
            Image("nodejs", "local", Language("javascript", "js"), Language("typescript", "ts")),
        ],
        results);

    public static ReportContent Content(params IReadOnlyList<CheckResult> results) => Content(Run(results));

    public static ReportContent Content(RunReport run, TestRequest? request = null) =>
        new(run, Checks, new Reproduction(request ?? Request()));

    public static TestRequest Request() => new([], [], []);

    public static CheckResult Passed(string id, Subject subject) =>
        new(id, subject, Outcome.Passed, "the rule", "the rule", TimeSpan.FromMilliseconds(12));

    public static CheckResult Failed(string id, Subject subject, string observed = "PATH=/hostile/bin") =>
        new(id, subject, Outcome.Failed, "PATH=/usr/bin:/bin", observed, TimeSpan.FromMilliseconds(250));

    public static CheckResult Errored(string id, Subject subject, string reason = "the engine went away") =>
        new(id, subject, Outcome.Errored, "main stays up", reason, TimeSpan.FromSeconds(2));

    public static CheckResult Skipped(string id, Subject subject, string reason = "RUN001 did not pass") =>
        new(id, subject, Outcome.Skipped, "", reason, TimeSpan.Zero);
}
