namespace Harness.Dockerfiles.Shell;

/// <summary>A command of a script, or a border of a group of commands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">The words of a command, redirections left out; the keyword of a border.</param>
/// <param name="Targets">The files that it is redirected to or from.</param>
/// <param name="After">What follows it.</param>
/// <param name="AfterPosition">Where that stands.</param>
internal sealed record ShellItem(
    ShellItemKind Kind,
    IReadOnlyList<ShellWord> Words,
    IReadOnlyList<ShellWord> Targets,
    ShellOperator After,
    SourcePosition AfterPosition)
{
    private bool isRead;

    /// <summary>Where it begins.</summary>
    public SourcePosition Position => Words.Count > 0 ? Words[0].Position : Targets.Count > 0 ? Targets[0].Position : AfterPosition;

    /// <summary>The scripts that its words substitute.</summary>
    public IReadOnlyList<ShellScript> Substitutions { get; init; } = [];

    /// <summary>Its here-documents.</summary>
    public IReadOnlyList<ShellInput> Inputs { get; init; } = [];

    /// <summary>The shell that runs it.</summary>
    public required ShellStart Shell { get; init; }

    /// <summary>How many shells around this one were started from one another.</summary>
    public int Depth { get; init; }

    /// <summary>Whether a group is the body of a function.</summary>
    public bool IsFunction { get; init; }

    /// <summary>What it runs; null for a border and for a command that only assigns or redirects.</summary>
    public Invocation? Invocation
    {
        get
        {
            if (!isRead)
            {
                (isRead, field) = (true, Kind == ShellItemKind.Command ? Harness.Dockerfiles.Shell.Invocation.Of(this) : null);
            }

            return field;
        }
    }

    /// <summary>The scripts of the shells that it starts.</summary>
    public IReadOnlyList<ShellScript> Inner => field ??= InnerShells.Of(this);
}
