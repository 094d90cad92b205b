namespace Harness.Platform.Processes;

/// <summary>A program to run. Arguments are a list: nothing is ever put through a shell.</summary>
/// <param name="File">The executable: a name to be found on PATH, or a path.</param>
/// <param name="Arguments">The arguments, one each; never a secret, since every user of the machine can read them.</param>
public sealed record ProcessCommand(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>The working directory; null for the harness's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables of the harness's own environment that no program gets from it: passwords.</summary>
    internal static IReadOnlyList<string> Secrets { get; } = ["DHI_PASSWORD", "DHI_USERNAME"];

    /// <summary>Variables set on top of the harness's own environment, without its <see cref="Secrets"/>; a null value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>What the program reads from standard input, which is then closed. This is the way for secrets.</summary>
    public string Input { get; init; } = "";

    /// <summary>How to get the program where it is missing; the message of a failed start ends with it.</summary>
    public string? InstallHint { get; init; }

    /// <summary>How long the process tree has after SIGTERM, once cancelled, before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many characters of each output stream are kept, or of one of its lines where a handler takes them; more ends the program.</summary>
    public int OutputLimit { get; init; } = 64 << 20;

    /// <summary>The command as a line that a POSIX shell would run in the same way.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(File).Select(ShellQuoting.Quote));
}
