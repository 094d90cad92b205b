using System.Text.RegularExpressions;
using Harness.Tests.Catalog;

namespace Harness.Tests.Architecture;

/// <summary>A source file as its head describes it.</summary>
/// <param name="Path">Its path below the root of the repository.</param>
/// <param name="Namespace">The namespace that it declares; null when it declares none.</param>
/// <param name="Usings">The namespaces that it takes names from.</param>
internal sealed record SourceFile(string Path, string? Namespace, IReadOnlyList<string> Usings);

/// <summary>Finds source files.</summary>
internal static partial class SourceFiles
{
    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration { get; }

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Directive { get; }

    /// <summary>Those below a directory; what building leaves there is none.</summary>
    public static IEnumerable<SourceFile> Below(string directory) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, directory), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(Read);

    private static SourceFile Read(string path)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, path)).ReplaceLineEndings("\n");
        return new SourceFile(
            path,
            Declaration.Match(text) is { Success: true } declared ? declared.Groups[1].Value : null,
            [.. Directive.Matches(text).Select(match => match.Groups[1].Value)]);
    }
}
