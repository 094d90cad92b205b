using System.Globalization;

namespace Harness.Building;

/// <summary>The time that builds put in the place of their own (https://reproducible-builds.org/specs/source-date-epoch/).</summary>
public static class SourceDateEpoch
{
    /// <summary>The variable that has it, for BuildKit too.</summary>
    public const string Variable = "SOURCE_DATE_EPOCH";

    /// <summary>Reads it: seconds since 1970; null where it is not set.</summary>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="UsageException">It is no such number.</exception>
    public static long? Of(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment(Variable) switch
        {
            null or "" => null,
            var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => seconds,
            var text => throw new UsageException(
                $"{Variable} is '{text}', expected a whole number of seconds since 1970, for example the time of a commit: git log -1 --format=%ct."),
        };
    }
}
