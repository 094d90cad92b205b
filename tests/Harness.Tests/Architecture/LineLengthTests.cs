using Harness.Tests.Catalog;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Architecture;

/// <summary>Two files fit side by side on a screen: no line of the sources is longer than 160 characters, but for what cannot be broken.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LineLengthTests
{
    private const int Longest = 160;
    private const string Raw = "\"\"\"";

    [Test]
    public void No_line_of_the_sources_is_longer_than_160_characters() =>
        Files().SelectMany(TooLong).ShouldBeEmpty($"no line is longer than {Longest} characters: break it at a blank, an operator or an argument");

    private static IEnumerable<string> Files() => new[] { "src", "tests" }
        .SelectMany(part => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, part), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(name => name is "bin" or "obj"));

    /// <summary>
    /// The lines that are too long: not those of a raw string literal, whose text they are, and not a pattern, which has no blank
    /// to break at.
    /// </summary>
    private static IEnumerable<string> TooLong(string file)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            var touchesRaw = isRaw || line.Contains(Raw, StringComparison.Ordinal);
            if (line.Split(Raw).Length % 2 == 0)
            {
                isRaw = !isRaw;
            }

            var indentation = line.Length - line.TrimStart().Length;
            if (line.Length > Longest && !touchesRaw && line.Split(' ').Max(word => word.Length) + indentation <= Longest)
            {
                yield return $"{Path.GetRelativePath(RepositoryRoot.Path, file)}:{index + 1} has {line.Length}";
            }
        }
    }
}
