using System.Text;

namespace Harness.Reports;

/// <summary>
/// Evidence is what a program under test wrote: it may hold anything. Nothing is dropped silently; what a format
/// cannot hold is replaced by a visible character.
/// </summary>
public static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>Text that is valid Unicode: surrogates come in pairs.</summary>
    public static string Unicode(string text) => Replace(text, _ => null);

    /// <summary>Text that XML 1.0 can hold: a control character becomes its picture, for example <c>␛</c>.</summary>
    public static string Xml(string text) => Replace(text, character => character switch
    {
        '\t' or '\n' or '\r' => null,
        < ' ' => (char)(0x2400 + character),
        '\uFFFE' or '\uFFFF' => Replacement,
        _ => null,
    });

    /// <summary>Text that does not drive a terminal: line breaks stay, every other control character becomes its picture.</summary>
    public static string Terminal(string text) => Replace(
        text.ReplaceLineEndings("\n"),
        character => character switch
        {
            '\t' or '\n' => null,
            < ' ' => (char)(0x2400 + character),
            '\u007F' => '\u2421',
            >= '\u0080' and <= '\u009F' => Replacement,
            _ => null,
        });

    private static string Replace(string text, Func<char, char?> replacement)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                result.Append(text, i++, 2);
            }
            else
            {
                result.Append(char.IsSurrogate(text[i]) ? Replacement : replacement(text[i]) ?? text[i]);
            }
        }

        return result.ToString();
    }
}
