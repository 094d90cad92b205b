using Harness.Catalog;
using Harness.Images;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>CFG009: what the environment names is in the image: the locale, the time zone, the files.</summary>
internal sealed class WhatEnvNamesIsThere() : StaticCheck(new CheckInfo
{
    Id = "CFG009",
    Title = "The locale, the time zone and the paths that ENV names are in the image",
    Guide = [GuideSection.EnvEntrypoint, GuideSection.RunTestsDuringMigration],
    AppliesTo = "every image, the sidecar too; of the ENTRYPOINT's own variables the locale and the time zone, since their paths are CFG005's",
    Why = "Whoever runs a program without the ENTRYPOINT, as the migration guide's test scripts do, gets ENV. A locale that is not in the image makes "
        + "R and perl warn at each start and lets C programs fall back to ASCII; a time zone that is not there is taken for UTC without a word.",
    Remedy = "Set ENV LANG=C.UTF-8 in the final stage and copy /usr/lib/locale/C.utf8 from a -dev stage, or install the locale that is named. Remove or "
        + "correct variables that name what is not there, those of the base too.",
    BreaksWith = "ENV LANG=en_US.UTF-8 without that locale; ENV TZ of a zone that is not there; ENV JAVA_HOME of another version",
    Example = new()
    {
        Fault =
            """
            # The base's ENV LANG=en_US.UTF-8 names a locale that no image has.
            FROM ${R_BASE} AS final
            """,
        Mend =
            """
            FROM ${R_BASE} AS final
            COPY --from=runtime-deps /usr/lib/locale/C.utf8 /usr/lib/locale/C.utf8
            ENV LANG=C.UTF-8
            """,
    },
})
{
    private static readonly string[] MadeAtRunTime = ["/tmp", "/var/tmp", "/run", "/dev", "/proc", "/mnt/data"];

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image) => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Instructions => ["ENV"];

    /// <inheritdoc />
    public override Finding Examine(ImageUnderTest image, ImageSnapshot snapshot)
    {
        var environment = snapshot.Config.Environment.Select(Assignment.Parse).OfType<Assignment>().ToList();
        var assigned = Assignment.Of(snapshot.Config);
        List<string> problems =
        [
            .. environment.Select(variable => Problem("ENV", variable, snapshot.Files) ?? PathProblem(variable, snapshot.Files)).OfType<string>(),
            .. assigned.Select(variable => Problem("ENTRYPOINT", variable, snapshot.Files)).OfType<string>(),
        ];
        return Finding.Of(
            problems,
            "every locale, time zone and path that ENV names, and every locale and time zone that the ENTRYPOINT sets, in the image",
            environment.Count == 0 ? "ENV is empty" : $"{string.Join(", ", environment.Select(variable => variable.Name))}: what they name is there");
    }

    private static string? Problem(string where, Assignment variable, RootFileSystem files) => variable.Name switch
    {
        "LANG" or "LC_ALL" => LocaleProblem(where, variable, variable.Value, files),
        "LANGUAGE" => null, // the languages of messages; each may lack
        _ when variable.Name.StartsWith("LC_", StringComparison.Ordinal) => LocaleProblem(where, variable, variable.Value, files),
        "TZ" => ZoneProblem(where, variable, files),
        _ => null,
    };

    private static string? LocaleProblem(string where, Assignment variable, string locale, RootFileSystem files) =>
        locale.Length == 0 || Locales.Has(files, locale)
            ? null
            : $"{where} sets {variable.Name}={locale}, and that locale is not in the image; it has {Shown.Some(Locales.In(files))}";

    /// <summary>A zone by its file; what begins otherwise is a rule (<c>CET-1CEST</c>), which needs none.</summary>
    private static string? ZoneProblem(string where, Assignment variable, RootFileSystem files)
    {
        var zone = variable.Value.TrimStart(':');
        if (zone.Length == 0 || zone is "UTC" or "GMT" || (!zone.Contains('/', StringComparison.Ordinal) && zone.Any(char.IsAsciiDigit)))
        {
            return null;
        }

        var path = zone.StartsWith('/') ? zone : $"/usr/share/zoneinfo/{zone}";
        return files.Resolve(path) is { Type: FileType.File }
            ? null
            : $"{where} sets TZ={variable.Value}, and {path} is not in the image: programs take it for UTC";
    }

    /// <summary>A variable that is one path. Of lists, such as PATH, a directory may lack: it is passed over.</summary>
    private static string? PathProblem(Assignment variable, RootFileSystem files)
    {
        var path = variable.Value;
        var isOne = path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && path.IndexOfAny([':', ' ', '*', ',', ';']) < 0;
        return variable.Name == "PATH"
            || !isOne
            || MadeAtRunTime.Any(made => path == made || path.StartsWith(made + "/", StringComparison.Ordinal))
            || files.Resolve(path) is not null
                ? null
                : $"ENV sets {variable.Name}={path}, which is not in the image";
    }
}
