using System.Globalization;
using Sidecar.Http;
using Sidecar.Languages;

namespace Sidecar;

/// <summary>What the sidecar's environment asks for.</summary>
/// <param name="Language">LANGUAGE: the language that main runs.</param>
/// <param name="WorkingDirectory">WORKING_DIR: the shared volume, at the same path in both containers.</param>
/// <param name="Port">SIDECAR_PORT: where HTTP is served, on every address.</param>
/// <param name="MaxExecutionTime">MAX_EXECUTION_TIME: the largest timeout that a request may ask for, in seconds.</param>
/// <param name="NetworkIsolated">NETWORK_ISOLATED: whether toolchains are kept from the network.</param>
internal sealed record SidecarOptions(
    SandboxLanguage Language, string WorkingDirectory, int Port, int MaxExecutionTime, bool NetworkIsolated)
{
    private const long SmallestBudget = 64L << 20;
    private const long LargestBudget = 1L << 40;

    private const int DefaultTimeoutSeconds = 30;

    /// <summary>MAX_EXECUTIONS: how many programs run at once.</summary>
    internal int MaxExecutions { get; init; } = 16;

    /// <summary>MAX_QUEUE: how many requests wait for their turn; one more is refused.</summary>
    internal int MaxQueue { get; init; } = 256;

    /// <summary>MEMORY_BUDGET: bytes for requests and answers in sum, half of them for each.</summary>
    internal long MemoryBudget { get; init; } = 128L << 20;

    /// <summary>SIDECAR_TOKEN or SIDECAR_TOKEN_FILE: what clients must have; null leaves the port open to whoever reaches it.</summary>
    internal AccessToken? Token { get; init; }

    /// <summary>Seconds that an execution gets when the request does not say.</summary>
    internal int DefaultTimeout => Math.Min(DefaultTimeoutSeconds, MaxExecutionTime);

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">Gives a variable's value; null when it is not set.</param>
    /// <exception cref="SidecarOptionsException">Something is missing or wrong; the message names everything at once.</exception>
    internal static SidecarOptions Read(Func<string, string?> variable)
    {
        var problems = new List<string>();
        var name = variable("LANGUAGE");
        var language = name is null ? null : LanguageTable.Find(name);
        if (language is null)
        {
            var known = string.Join(", ", LanguageTable.All.Select(l => l.Name == l.Alias ? l.Name : $"{l.Name} ({l.Alias})"));
            problems.Add(name is null
                ? $"LANGUAGE is not set; set it to one of {known}."
                : $"LANGUAGE \"{name}\" is not a language; set it to one of {known}.");
        }

        var directory = variable("WORKING_DIR") ?? "/mnt/data";
        if (!directory.StartsWith('/') || directory.Contains('=', StringComparison.Ordinal))
        {
            problems.Add($"WORKING_DIR \"{directory}\" must be an absolute path without an equals sign (env would take a program below it for a variable).");
        }

        var port = Number("SIDECAR_PORT", 8080, 65535);
        var longest = Number("MAX_EXECUTION_TIME", 120, 86400);
        var executions = Number("MAX_EXECUTIONS", 16, 1024);
        var queue = Number("MAX_QUEUE", 256, 65536);
        var budget = Number("MEMORY_BUDGET", 128L << 20, LargestBudget, SmallestBudget);
        var isolated = variable("NETWORK_ISOLATED") ?? "false";
        if (!bool.TryParse(isolated, out var networkIsolated))
        {
            problems.Add($"NETWORK_ISOLATED \"{isolated}\" must be true or false.");
        }

        var token = ReadToken(variable, problems);
        return problems.Count == 0
            ? new SidecarOptions(language!, Path.TrimEndingDirectorySeparator(directory), (int)port, (int)longest, networkIsolated)
            {
                MaxExecutions = (int)executions,
                MaxQueue = (int)queue,
                MemoryBudget = budget,
                Token = token,
            }
            : throw new SidecarOptionsException(string.Join(Environment.NewLine, problems));

        long Number(string key, long otherwise, long largest, long smallest = 1)
        {
            if (variable(key) is not { } text)
            {
                return otherwise;
            }

            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < smallest || value > largest)
            {
                problems.Add($"{key} \"{text}\" must be a whole number from {smallest} to {largest}.");
            }

            return value;
        }
    }

    // No message quotes it.
    private static AccessToken? ReadToken(Func<string, string?> variable, List<string> problems)
    {
        var (token, file) = (variable(AccessToken.Variable), variable(AccessToken.FileVariable));
        if (token is not null && file is not null)
        {
            problems.Add($"{AccessToken.Variable} and {AccessToken.FileVariable} are both set, and which one counts is not clear; set one of them.");
            return null;
        }

        if (file is not null)
        {
            try
            {
                token = File.ReadAllText(file).TrimEnd('\r', '\n');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                problems.Add(
                    $"{AccessToken.FileVariable} \"{file}\" cannot be read: {e.Message} Without the token the port would be open to programs; "
                    + "name a file that the sidecar's user may read.");
                return null;
            }
        }

        if (token is null || AccessToken.IsSound(token))
        {
            return token is null ? null : new AccessToken(token);
        }

        problems.Add(
            $"The token in {(file is null ? AccessToken.Variable : AccessToken.FileVariable)} must be at least one character, and each a visible one "
            + "of ASCII; leave it out for a port without one.");
        return null;
    }
}
