using Shouldly;

namespace Harness.EngineTests.CommandLine;

/// <summary>Assertions about what a command wrote for people: messages are broken into lines as wide as the output.</summary>
internal static class WrappedText
{
    /// <summary>It has these words one after the other, wherever its lines end. A failure shows all of what was written.</summary>
    public static void ShouldSay(this string text, string words) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain(words, Case.Sensitive, text);
}
