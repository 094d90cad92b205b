using Harness.Catalog;
using Harness.Checks.Programs;
using Harness.Images;

namespace Harness.Checks.Languages;

/// <summary>LANG003: the packages that the catalog advertises import and work.</summary>
internal sealed class PackagesAreUsable() : SandboxCheck(
    new CheckInfo
    {
        Id = "LANG003",
        Title = "Every advertised package imports; one computes, and one plots where the language has a plotting package",
        Guide = [GuideSection.MultiStagePattern],
        AppliesTo = "languages whose packages the catalog advertises, in images of the full set, on every backend",
        Why = "Users' programs import what they were promised. A package dropped in an upgrade, or a native library that was not copied, shows only "
            + "when it is imported.",
        Remedy = "Add the package to the requirements file beside the Dockerfile, or remove it from the catalog. Let nothing hide a failed "
            + "installation (no || true), and copy the libraries that ldd lists.",
        BreaksWith = "a package removed",
        Example = new()
        {
            Fault =
                """
                RUN pip install --target /opt/packages --requirement requirements.txt || true
                """,
            Mend =
                """
                RUN pip install --target /opt/packages --requirement requirements.txt
                """,
        },
    },
    "LANG001")
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language)
    {
        return language.Packages.Count > 0;
    }

    /// <inheritdoc />
    public override string? NotIn(ImageUnderTest image, LanguageDefinition language)
    {
        return image.Included(language).Count > 0 ? null
            : image.Set == PackageSet.Core ? "The image was built with the package set core, so that no advertised package is in it."
            : $"None of the advertised packages can be had with bases of the provider {image.BaseProvider}, so that none is in the image.";
    }

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        var packages = subject.Image.Included(subject.Language);
        List<string> expected = [$"these packages import: {string.Join(", ", packages.Select(package => package.Name))}"];
        var problems = await ImportProblemsAsync(subject, packages, cancellation);
        foreach (var role in (ProgramRole[])[ProgramRole.Compute, ProgramRole.Plot])
        {
            if (subject.Programs.Find(role) is not { } program)
            {
                continue;
            }

            expected.Add(role == ProgramRole.Plot ? "a plot is written as a PNG" : $"a computation gives {Expectation.Words(program)}");
            if (problems.Count == 0)
            {
                problems = role == ProgramRole.Plot
                    ? await PlotProblemsAsync(subject, program, cancellation)
                    : Expectation.Problems(program, await subject.Programs.RunAsync(role, cancellation));
            }
        }

        return Finding.Of(problems, string.Join("; ", expected), $"{packages.Count} packages import{(expected.Count > 1 ? ", and they work" : "")}");
    }

    /// <summary>One program imports all; when it does not, each package's own program tells which are at fault.</summary>
    private static async Task<IReadOnlyList<string>> ImportProblemsAsync(
        SandboxSubject subject, IReadOnlyList<AdvertisedPackage> packages, CancellationToken cancellation)
    {
        var program = subject.Programs.Require(ProgramRole.Packages);
        var together = Expectation.Problems(program, await ImportAsync(subject, packages, cancellation));
        if (together.Count == 0 || packages.Count == 1)
        {
            return together;
        }

        List<string> alone = [];
        foreach (var package in packages)
        {
            var response = await ImportAsync(subject, [package], cancellation);
            alone.AddRange(Expectation.Problems(program, response).Prepend($"{package.Name} does not import ({package.Import})").Take(3).ToList()
                is { Count: > 1 } problems ? problems : []);
        }

        return alone.Count > 0 ? alone : ["each package imports alone, but not all together", .. together];
    }

    private static Task<global::Sidecar.Protocol.ExecuteResponse> ImportAsync(
        SandboxSubject subject, IReadOnlyList<AdvertisedPackage> packages, CancellationToken cancellation) =>
        subject.Programs.RunAsync(
            ProgramRole.Packages,
            source => ImportStatements.Into(source, [.. packages.Select(package => package.Import)]),
            cancellation);

    private static async Task<IReadOnlyList<string>> PlotProblemsAsync(
        SandboxSubject subject, ProgramDefinition program, CancellationToken cancellation)
    {
        var plot = UploadedFile.Create("plot", ".png");
        var response = await subject.Programs.RunAsync(ProgramRole.Plot, source => plot.Into(source, "{{file}}"), cancellation);
        var problems = Expectation.Problems(program, response);
        if (problems.Count > 0)
        {
            return problems;
        }

        var bytes = await subject.Sandbox.DownloadAsync(plot.Name, cancellation);
        var problem = bytes is null ? "it was not written" : PngImage.Problem(bytes);
        return problem is null ? [] : [$"the plot: {problem}", Evidence.Of(response)];
    }
}
