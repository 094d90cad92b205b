using System.CommandLine;
using Harness.Suite;

namespace Harness.Cli.CommandLine;

/// <summary>What <c>test</c>, <c>plan</c> and <c>pod</c> take to say what is tested.</summary>
internal sealed class TestOptions
{
    /// <summary>Languages.</summary>
    public Option<string[]> Languages { get; } = Values.Repeatable("--language", "-l", "LANGUAGE", "A language's name or alias (repeatable; default: all).");

    /// <summary>The checks to run.</summary>
    public Option<string[]> Checks { get; } = Values.Repeatable("--check", null, "ID", "Run this check and what it requires (repeatable; default: all).");

    /// <summary>The checks to leave out.</summary>
    public Option<string[]> Skip { get; } = Values.Repeatable("--skip", null, "ID", "Leave this check out (repeatable).");

    /// <summary>The shard.</summary>
    public Option<(int Index, int Count)?> Shard { get; } = Values.Shard();

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="registry">The images' registry.</param>
    /// <param name="tag">The images' tag.</param>
    /// <param name="buildArgs">The versions expected, where they differ from the catalog.</param>
    public TestRequest Request(ParseResult parsed, string? registry, string tag, IReadOnlyDictionary<string, string>? buildArgs) => new(
        parsed.GetValue(Languages) ?? [],
        parsed.GetValue(Checks) ?? [],
        parsed.GetValue(Skip) ?? [],
        registry,
        tag,
        BuildArgs: buildArgs,
        Shard: parsed.GetValue(Shard));
}
