using System.Text.RegularExpressions;
using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>DF025: No package of pip needs cairo or pango unprepared.</summary>
internal sealed partial class PipPackagesBringNoCairo() : DockerfileCheck(new CheckInfo
{
    Id = "DF025",
    Title = "No pip package needs cairo or pango unprepared",
    Guide = [GuideSection.PackagesToAvoid],
    AppliesTo = "every Dockerfile",
    Why = "These packages load cairo or pango when they are imported, or are compiled against them, and these bring in X11 and its services: in an "
        + "image without them, the first import fails.",
    Remedy = "matplotlib and Pillow work without cairo, and reportlab makes PDFs. Where cairo is unavoidable, first install init-system-helpers and "
        + "then the libraries with apt-get.",
    BreaksWith = "pip install weasyprint cairosvg",
    Severity = Severity.Warning,
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE_DEV} AS builder
            RUN pip install weasyprint cairosvg
            """,
        Mend =
            """
            FROM ${PYTHON_BASE_DEV} AS builder
            RUN pip install reportlab
            """,
    },
})
{
    /// <inheritdoc />
    internal override IEnumerable<Flaw> Examine(DockerfileSubject subject) => subject.Build.Stages
        .Where(stage => stage.Base.Distribution != Distribution.Windows && !stage.Lineage.Any(one => HasLibraries(subject, one)))
        .SelectMany(stage => stage.Instructions.Select(instruction => instruction.Trigger ?? instruction))
        .SelectMany(subject.Commands)
        .Where(Installs.IsPipLike)
        .SelectMany(command => command.Arguments)
        .Where(argument => Package().IsMatch(argument.Text))
        .Select(argument => new Flaw(argument.Position, $"{argument.Text} needs cairo or pango, which no earlier command installs"));

    private static bool HasLibraries(DockerfileSubject subject, ResolvedStage stage) => stage.Instructions
        .SelectMany(subject.Commands)
        .Any(command => Installs.Is(command) && !Installs.IsPipLike(command) && command.Arguments.Any(argument => Library().IsMatch(argument.Text)));

    [GeneratedRegex(
        @"^(cairocffi|cairosvg|manim|manimpango|pangocairocffi|pangocffi|pycairo|pygobject|rlpycairo|weasyprint|xhtml2pdf)(\[[^\]]*\])?([=<>~!@;].*)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Package();

    [GeneratedRegex("cairo|pango", RegexOptions.IgnoreCase)]
    private static partial Regex Library();
}
