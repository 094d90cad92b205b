using System.Text.RegularExpressions;

namespace Harness.Checks.Programs;

/// <summary>Puts the statements that import packages where a program has the line <c>{{imports}}</c>.</summary>
internal static partial class ImportStatements
{
    /// <summary>The program with each statement on a line of its own, indented as the placeholder is.</summary>
    /// <exception cref="InfrastructureException">The program has no such line: it would import nothing and pass.</exception>
    public static string Into(string source, IReadOnlyList<string> statements) =>
        Placeholder().IsMatch(source)
            ? Placeholder().Replace(source, match => string.Join('\n', statements.Select(statement => match.Groups["indent"].Value + statement)))
            : throw new InfrastructureException(
                "The program that imports the packages has no line {{imports}}, so it would import none. "
                    + "Add the line; see images/programs/README.md.");

    [GeneratedRegex(@"^(?<indent>[ \t]*)\{\{imports\}\}[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Placeholder();
}
