using System.Buffers;
using Harness.Snapshots;

namespace Harness.Checks.Static;

/// <summary>One <c>NAME=value</c> argument of an ENTRYPOINT.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value.</param>
internal sealed record Assignment(string Name, string Value)
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>
    /// The assignments of an ENTRYPOINT in their order. Other arguments are passed over: that there are none is for CFG001
    /// to prove, so that each fault shows once.
    /// </summary>
    public static IReadOnlyList<Assignment> Of(ImageConfig config) => [.. config.Entrypoint.Select(Parse).OfType<Assignment>()];

    /// <summary>An argument as assignment; null when it is none.</summary>
    public static Assignment? Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !char.IsAsciiDigit(argument[0]) && !argument.AsSpan(0, equals).ContainsAnyExcept(NameCharacters)
            ? new Assignment(argument[..equals], argument[(equals + 1)..])
            : null;
    }
}
