using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Harness.Reports.Html;

/// <summary>
/// A page that is being written. Markup comes from literals only: whatever is put into them is escaped, so that nothing an
/// image prints can become markup.
/// </summary>
internal sealed class HtmlPage : IDisposable
{
    private readonly StreamWriter writer;

    public HtmlPage(Stream stream) => writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    /// <summary>Writes a line of markup; what is put into it is escaped.</summary>
    public void Line(Markup markup) => writer.WriteLine(markup.ToString());

    /// <summary>Writes a line that is part of the harness: markup, a style sheet or a script.</summary>
    public void Own(string text) => writer.WriteLine(text);

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();

    /// <summary>Text that means itself, in an element as in an attribute.</summary>
    private static string Escaped(string? text) =>
        // A parser makes a line feed of a carriage return that is not written as a reference.
        WebUtility.HtmlEncode(Printable.Xml(text ?? "")).Replace("\r", "&#13;", StringComparison.Ordinal);

    /// <summary>Literals as they are, values escaped.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Markup(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string markup) => text.Append(markup);

        public void AppendFormatted(string? text) => this.text.Append(Escaped(text));

        public void AppendFormatted(int number) => text.Append(number);

        /// <inheritdoc />
        public override string ToString() => text.ToString();
    }
}
