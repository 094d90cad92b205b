using Harness.Images;
using Harness.Snapshots;
using Harness.Snapshots.Elf;

namespace Harness.Checks.Static;

/// <summary>FS001: the two programs that the sandbox contract needs are in the image.</summary>
internal sealed class EnvAndSleepArePresent() : StaticCheck(new CheckInfo
{
    Id = "FS001",
    Title = "/usr/bin/env and /usr/bin/sleep exist, are executable, and their libraries resolve",
    Guide = [GuideSection.EnvEntrypoint, GuideSection.MissingSleep, GuideSection.SidecarRequirements],
    AppliesTo = "every language image",
    Why = "Main is /usr/bin/env -i … sleep infinity, and the sidecar starts every program through the image's env. Minimal bases have neither.",
    Remedy = "Copy both from a -dev stage of the same release: COPY --from=runtime-deps /usr/bin/env /usr/bin/sleep /usr/bin/, together with the "
        + "libraries that they need and the base lacks.",
    BreaksWith = "no sleep; env without its libraries",
    Example = new()
    {
        Fault =
            """
            FROM ${PYTHON_BASE} AS final
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
            CMD ["sleep", "infinity"]
            """,
        Mend =
            """
            FROM ${PYTHON_BASE} AS final
            COPY --from=runtime-deps /usr/bin/env /usr/bin/sleep /usr/bin/
            ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
            CMD ["sleep", "infinity"]
            """,
    },
    NeverAlone = "Main is started by this env and is this sleep, so RUN001 sees what is wrong with either; where PATH leads to another sleep, RUN006 "
        + "still starts this one as a decoy.",
})
{
    private static readonly string[] Tools = ["/usr/bin/env", "/usr/bin/sleep"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var resolver = new LibraryResolver(snapshot.Files, Account.NonRoot);
        return Finding.Of(
            [.. Tools.SelectMany(tool => Problems(tool, snapshot.Files, resolver))],
            $"{string.Join(" and ", Tools)} in the image, executable for 65532, with every library that they need",
            $"{string.Join(" and ", Tools)} are there, executable for 65532, and their libraries resolve");
    }

    private static IEnumerable<string> Problems(string tool, RootFileSystem files, LibraryResolver resolver)
    {
        if (files.Resolve(tool) is not { } file)
        {
            return files.Find(tool) is { Type: FileType.Link, LinkTarget: var target }
                ? [$"{tool} is a link to {target}, which is not in the image"]
                : [$"{tool} is not in the image"];
        }

        if (file.Type != FileType.File)
        {
            return [$"{tool} is not a file"];
        }

        if (!Account.NonRoot.May(Access.Execute, file) || files.Resolve(tool, Account.NonRoot) is null)
        {
            return [$"{tool} is not executable for 65532: {Shown.Permissions(file)}, or a directory above it is closed"];
        }

        return file.Elf is null
            ? [$"{tool} is not a program: not an ELF file that can be read{(file.Shebang is { } line ? $", but a script for {line}" : string.Empty)}"]
            : resolver.Missing(tool).Select(missing => $"{tool} cannot be loaded: {missing} {missing.Reason}");
    }
}
