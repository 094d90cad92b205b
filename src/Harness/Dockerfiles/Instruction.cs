namespace Harness.Dockerfiles;

/// <summary>An instruction of a Dockerfile.</summary>
/// <param name="Keyword">Its keyword in capitals.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="LastLine">Its last line, here-documents included.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Arguments">What follows the flags: lines joined, comments and blank lines between them left out.</param>
/// <param name="Exec">The elements of the JSON form; null for the shell form.</param>
/// <param name="Settings">The names and values of ARG, ENV and LABEL; empty otherwise.</param>
/// <param name="Heredocs">Its here-documents.</param>
/// <param name="Escape">The escape character.</param>
internal sealed record Instruction(
    string Keyword,
    SourcePosition Position,
    int LastLine,
    IReadOnlyList<Flag> Flags,
    SourceText Arguments,
    IReadOnlyList<SourceText>? Exec,
    IReadOnlyList<Setting> Settings,
    IReadOnlyList<Heredoc> Heredocs,
    char Escape)
{
    /// <summary>The arguments' words as written, quotes included, divided as the instruction divides them.</summary>
    public IReadOnlyList<SourceText> Words => field ??= Keyword is "FROM" or "COPY" or "ADD" or "VOLUME" or "EXPOSE"
        ? WordReader.SplitAtBlanks(Arguments)
        : WordReader.Split(Arguments, Escape);

    /// <summary>Of ONBUILD, the instruction that it triggers; null when that cannot be read, and of other instructions.</summary>
    public Instruction? Trigger { get; init; }

    /// <summary>Whether it is nothing but a here-document, which is then the script.</summary>
    public bool IsHeredoc => Heredocs.Count > 0 && HeredocMarker.Of(Arguments.Value) is not null;

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
