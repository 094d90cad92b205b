namespace Harness.Cli.Workflows;

/// <summary>Which Dockerfiles are checked, and how.</summary>
/// <param name="Images">Images of the catalog.</param>
/// <param name="Files">Files, directories, and <c>-</c> for standard input.</param>
/// <param name="Reports">Paths of reports.</param>
/// <param name="ShellCheck">Whether shellcheck looks at the scripts as well.</param>
internal sealed record LintRequest(IReadOnlyList<string> Images, IReadOnlyList<string> Files, IReadOnlyList<string> Reports, bool ShellCheck);
