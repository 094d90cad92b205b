namespace Harness.Dockerfiles.Shell;

/// <summary>A here-document of a command.</summary>
/// <param name="Name">The word that ends it.</param>
/// <param name="Tabs">Whether tabs before its lines are taken away.</param>
/// <param name="Expands">Whether variables in it are expanded.</param>
internal sealed record ShellInput(string Name, bool Tabs, bool Expands)
{
    /// <summary>Its lines; null until the line of the command has ended.</summary>
    public SourceText? Body { get; set; }
}
