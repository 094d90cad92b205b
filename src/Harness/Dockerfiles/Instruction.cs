namespace Harness.Dockerfiles;

/// <summary>An instruction of a Dockerfile.</summary>
/// <param name="Keyword">Its keyword in capitals.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="LastLine">Its last line, here-documents included.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Arguments">What follows the flags: lines joined, comments and blank lines between them left out.</param>
/// <param name="Words">The arguments' words as written, quotes included.</param>
/// <param name="Exec">The elements of the JSON form; null for the shell form.</param>
/// <param name="Settings">The names and values of ARG and ENV; empty otherwise.</param>
/// <param name="Heredocs">Its here-documents.</param>
internal sealed record Instruction(
    string Keyword,
    SourcePosition Position,
    int LastLine,
    IReadOnlyList<Flag> Flags,
    SourceText Arguments,
    IReadOnlyList<SourceText> Words,
    IReadOnlyList<SourceText>? Exec,
    IReadOnlyList<Setting> Settings,
    IReadOnlyList<Heredoc> Heredocs)
{
    /// <summary>The first flag of a name; null without one.</summary>
    public Flag? FlagOf(string name) => Flags.FirstOrDefault(flag => flag.Name == name);

    /// <summary>Sources and destination of COPY and ADD in either form, without here-documents.</summary>
    public IReadOnlyList<SourceText> Paths
    {
        get
        {
            var markers = Heredocs.Select(heredoc => heredoc.Position).ToHashSet();
            return Exec ?? [.. Words.Where(word => !markers.Contains(word.Start))];
        }
    }
}
