using Harness.Catalog;
using Harness.Checks.Programs;
using Harness.Checks.Running;

namespace Harness.Checks.Languages;

/// <summary>LANG002: the runtime is of the version that the image was built with.</summary>
internal sealed class VersionIsExpected() : ReportCheck(
    new CheckInfo
    {
        Id = "LANG002",
        Title = "The runtime reports the version of the ARG, and it is not below the catalog's minimum",
        Guide = [GuideSection.VersionArgs, GuideSection.GoVersionRequirements],
        AppliesTo = "every language, on every backend",
        Why = "An ARG that no stage uses, or a runtime that was copied from somewhere else, upgrades nothing: users get another version than the "
            + "label and the catalog promise.",
        Remedy = "Build the image with the ARG of the catalog (or give test the same --build-arg), and redeclare the ARG in every stage that uses it.",
        BreaksWith = "an image with another version than the catalog's",
        Example = new()
        {
            Fault =
                """
                ARG PYTHON_VERSION=3.13
                FROM ${DHI_REGISTRY}/python:3.12-debian13 AS final
                """,
            Mend =
                """
                ARG PYTHON_VERSION=3.13
                FROM ${DHI_REGISTRY}/python:${PYTHON_VERSION}-debian13 AS final
                """,
        },
    },
    "the version of the catalog, or the one given with --build-arg",
    "LANG001")
{
    /// <inheritdoc />
    protected override Task<Finding> JudgeAsync(
        SandboxSubject subject, ReportRun run, SelfReport report, CancellationToken cancellation)
    {
        return Task.FromResult(Judge(subject, report.Version));
    }

    private Finding Judge(SandboxSubject subject, Reported<string> version)
    {
        var name = subject.Language.VersionArg;
        if (!subject.Image.Versions.TryGetValue(name, out var wanted))
        {
            return Finding.Fail(Expected, $"nothing says what {name} is expected to be");
        }

        var minimum = subject.Image.Definition.Versions.FirstOrDefault(arg => arg.Arg == name)?.Minimum ?? [];
        var floor = minimum.Count == 0 ? "" : $", not below the smallest of its line ({string.Join(", ", minimum)})";
        var expected = $"{name}={wanted}{floor}";
        if (!version.IsKnown)
        {
            return Finding.Fail(expected, $"the program could not tell the version: {version.Problem}");
        }

        List<string> problems = [];
        if (!VersionNumber.Refines(version.Value, wanted))
        {
            problems.Add($"the runtime reports {version.Value}, which is not a {wanted}");
        }

        if (VersionNumber.Undercuts(version.Value, minimum) is { } undercut)
        {
            problems.Add($"the runtime reports {version.Value}, which is below {undercut}");
        }

        return Finding.Of(problems, expected, version.Value);
    }
}
