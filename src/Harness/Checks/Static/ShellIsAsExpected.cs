using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS003: a shell is present exactly where the catalog expects one.</summary>
internal sealed class ShellIsAsExpected() : StaticCheck(new CheckInfo
{
    Id = "FS003",
    Title = "The image has a shell, or has none, as the catalog says",
    Guide = [GuideSection.EnvEntrypoint, GuideSection.ImageVariants],
    AppliesTo = "every image; the catalog says which of the two holds",
    Why = "Without a shell an attacker has one tool less, which is what a minimal image is for. Compiled languages run through sh -c, so where the "
        + "catalog expects a shell, nothing works without it.",
    Remedy = "Where it is unexpected, copy single files instead of all of /usr/bin or /bin from a -dev stage. Where it is missing, base the final "
        + "stage on the -dev variant, or correct 'shell' in the catalog if the base has changed.",
    BreaksWith = "bash copied into a minimal image; a language that needs -dev on a minimal base; a label kcr.dev/shell that says otherwise",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/bin/ /usr/bin/
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/bin/env /usr/bin/sleep /usr/bin/
            """,
    },
})
{
    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var shells = Shells.In(snapshot);
        var finding = Judge(image, snapshot, shells);
        // An image that the harness did not build has no such label.
        return finding.Passed && snapshot.Config.Labels.TryGetValue(ImageLabels.Shell, out var label) && label != (shells.Count > 0 ? "true" : "false")
            ? Finding.Fail($"the label {ImageLabels.Shell} says whether there is a shell", $"it says '{label}'; {finding.Observed}")
            : finding;
    }

    private static Finding Judge(ImageUnderTest image, ImageSnapshot snapshot, IReadOnlyList<(string Path, FileEntry File)> shells)
    {
        var observed = shells.Count == 0 ? "no shell was found" : $"found {string.Join(", ", shells.Select(Described))}";
        if (!image.Definition.Shell)
        {
            return new Finding(shells.Count == 0, "no shell anywhere in the image", observed);
        }

        if (image.Definition.Languages.Any(language => language.Shell))
        {
            var directories = Programs.PathOf(snapshot.Config);
            var isUsable = directories.Any(directory => IsExecutable(snapshot.Files.Resolve($"{directory}/sh", Account.NonRoot)));
            return new Finding(
                isUsable,
                $"sh on PATH ({string.Join(':', directories)}), executable for 65532, since the image's languages run through sh -c",
                observed);
        }

        return new Finding(shells.Any(shell => IsExecutable(shell.File)), "a shell that 65532 may execute", observed);
    }

    private static bool IsExecutable(FileEntry? file) => file is { Type: FileType.File } && Account.NonRoot.May(Access.Execute, file);

    private static string Described((string Path, FileEntry File) shell) =>
        shell.Path == shell.File.Path
            ? $"{shell.Path} ({Shown.Permissions(shell.File)})"
            : $"{shell.Path}, which is {shell.File.Path} ({Shown.Permissions(shell.File)})";
}
