using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF024: nothing is copied from where one base's Python happens to be.</summary>
internal sealed partial class PythonsPlaceIsLookedUp() : DockerfileCheck(new CheckInfo
{
    Id = "DF024",
    Title = "Nothing is copied from a path that only one base's Python has",
    Guide = [GuideSection.PythonLocation],
    AppliesTo = "every Dockerfile",
    Why = "Hardened Python was in /opt/python and is in /usr now; Docker's official one is in /usr/local. A COPY from a hard-coded path finds "
        + "nothing in the next image.",
    Remedy = "Install into a directory of your own (pip install --target /opt/packages, or a virtual environment at /opt/venv) and copy that, or ask "
        + "the builder: python3 -c 'import sys; print(sys.prefix)'.",
    BreaksWith = "COPY --from=builder /opt/python/lib/python3.14/site-packages",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            ARG PYTHON_VERSION=3.13
            FROM dhi.io/python:${PYTHON_VERSION}-dev AS builder
            FROM dhi.io/python:${PYTHON_VERSION} AS final
            COPY --from=builder /opt/python/lib/python3.13/site-packages /opt/python/lib/python3.13/site-packages
            """,
        Mend =
            """
            ARG PYTHON_VERSION=3.13
            FROM dhi.io/python:${PYTHON_VERSION}-dev AS builder
            RUN pip install --target /opt/packages -r requirements.txt
            FROM dhi.io/python:${PYTHON_VERSION} AS final
            COPY --from=builder /opt/packages /opt/packages
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.Instructions
        .Where(copy => copy.Keyword == "COPY" && copy.Instruction.FlagOf("from")?.Value is { } from && IsHardenedPython(subject, from.Value))
        .SelectMany(copy => copy.Instruction.Paths.SkipLast(1).Select(path => (path.Start, Path: Paths.Normalize("/", copy.Expand(path).Text))))
        .Where(copy => Place().IsMatch(copy.Path))
        .Select(copy => new Flaw(copy.Start, $"{copy.Path} is where Python is in some images and not in others"));

    private static bool IsHardenedPython(DockerfileSubject subject, string from) =>
        (subject.Build.StageOf(from) is { } stage ? stage.Base : BaseImage.Of(from, true, "")) is { IsHardened: true, Name: "python" };

    [GeneratedRegex(@"^/opt/python(/|$)|^/usr/(local/)?lib/python3(\.[0-9]+)?(/|$)|^/usr/local/bin/(python|pip)")]
    private static partial Regex Place();
}
