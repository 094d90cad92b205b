namespace Sidecar.Languages;

/// <summary>How a language is run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Alias">Its short name; the same as the name for languages that have none.</param>
/// <param name="File">The file that code is written to.</param>
/// <param name="Run">
/// The command; <c>{file}</c> and <c>{out}</c> stand for the source's and the program's path. A command that names
/// <c>{out}</c> is a compiler: what it wrote is run after it.
/// </param>
/// <param name="Shell">
/// True when <paramref name="Run"/> is for <c>sh -c</c>: a compile command, and, where what it makes is no program that can
/// be executed, the command that runs it.
/// </param>
/// <param name="OfflineToolchain">Variables that keep the compiler from the network; the program never sees them.</param>
internal sealed record SandboxLanguage(
    string Name, string Alias, string File, IReadOnlyList<string> Run, bool Shell, IReadOnlyList<string> OfflineToolchain)
{
    /// <summary>Whether the command makes a program that is then run.</summary>
    internal bool Compiled => Run.Any(argument => argument.Contains("{out}", StringComparison.Ordinal));
}
