using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>FS006: every script on PATH can start.</summary>
internal sealed class ScriptsFindTheirInterpreters() : StaticCheck(new CheckInfo
{
    Id = "FS006",
    Title = "Every script on PATH has an interpreter that exists",
    Guide = [GuideSection.EnvEntrypoint, GuideSection.WrapperScripts, GuideSection.NoShellAvailable],
    AppliesTo = "every image",
    Why = "A script whose interpreter does not exist ends with \"no such file or directory\", which sounds as if the script itself were missing. In "
        + "an image without a shell, that happens to every shell wrapper.",
    Remedy = "Leave such scripts out, or replace them by what they start: a link to the program, or a script for the image's own runtime. Save "
        + "scripts with LF line endings, since a carriage return becomes part of the interpreter's name.",
    BreaksWith = "#!/bin/sh in an image without a shell; #!/usr/bin/env perl without perl",
    Example = new()
    {
        Fault =
            """
            RUN printf '#!/bin/sh\nexec node /opt/scripts/ts-runner.js "$@"\n' > /usr/bin/ts # no shell in the final image
            """,
        Mend =
            """
            RUN printf '#!/usr/bin/env node\nrequire("/opt/scripts/ts-runner.js")\n' > /usr/bin/ts
            """,
    },
})
{
    /// <summary>How many interpreters may be scripts themselves: the kernel's limit.</summary>
    private const int MaxDepth = 4;

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var directories = Places.PathDirectories(snapshot.Config);
        var scripts = Places.OnPath(snapshot)
            .Select(entry => (entry.Path, File: snapshot.Files.Resolve(entry.Path)))
            .Where(found => found.File is { Type: FileType.File, Shebang: not null } file && Account.NonRoot.May(Access.Execute, file))
            .DistinctBy(found => found.File!.Path)
            .ToList();
        return Finding.Of(
            [.. scripts
                .Select(script => (script.Path, Fault: Fault(script.File!, snapshot.Files, directories, MaxDepth)))
                .Where(script => script.Fault is not null)
                .Select(script => $"{script.Path}: {script.Fault}")],
            $"an interpreter in the image, executable for 65532, for each script on PATH ({string.Join(':', directories)})",
            scripts.Count == 0 ? "there is no script on PATH" : $"{scripts.Count} scripts, each with an interpreter that is there");
    }

    private static string? Fault(FileEntry script, RootFileSystem files, IReadOnlyList<string> path, int depth)
    {
        var line = script.Shebang!;
        var blank = line.AsSpan().IndexOfAny(' ', '\t');
        var interpreter = blank < 0 ? line : line[..blank];
        var argument = blank < 0 ? string.Empty : line[blank..].Trim(' ', '\t');
        if (!interpreter.StartsWith('/'))
        {
            return $"its first line names {Evidence.Quote(interpreter)}, which is not an absolute path";
        }

        if (files.Resolve(interpreter, Account.NonRoot) is not { Type: FileType.File } file)
        {
            return $"its interpreter {Evidence.Quote(interpreter)} is not in the image";
        }

        if (!Account.NonRoot.May(Access.Execute, file))
        {
            return $"its interpreter {interpreter} is not executable for 65532: {Shown.Permissions(file)}";
        }

        if (file.Shebang is not null)
        {
            return depth == 0 ? $"its interpreter {interpreter} leads through too many scripts" : Fault(file, files, path, depth - 1);
        }

        return file.Elf is null ? $"its interpreter {interpreter} is neither a program nor a script"
            : interpreter.EndsWith("/env", StringComparison.Ordinal) && EnvCommand(argument) is { } command && !IsFound(command, files, path)
                ? $"{interpreter} looks for {Evidence.Quote(command)}, which is not on PATH or not executable for 65532"
                : null;
    }

    /// <summary>
    /// What env starts; null when its options say nothing of it. The kernel gives it the rest of the line as one argument, which only -S splits.
    /// </summary>
    private static string? EnvCommand(string argument)
    {
        var isSplit = argument.StartsWith("-S", StringComparison.Ordinal);
        if (!isSplit)
        {
            return argument.Length == 0 || argument.StartsWith('-') ? null : argument;
        }

        return argument[2..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(word => !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal));
    }

    private static bool IsFound(string command, RootFileSystem files, IReadOnlyList<string> path)
    {
        var candidates = command.Contains('/', StringComparison.Ordinal) ? [command] : path.Select(directory => $"{directory}/{command}");
        return candidates.Any(candidate =>
            files.Resolve(candidate, Account.NonRoot) is { Type: FileType.File } file && Account.NonRoot.May(Access.Execute, file));
    }
}
