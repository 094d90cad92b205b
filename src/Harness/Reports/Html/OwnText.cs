using System.Security.Cryptography;
using System.Text;

namespace Harness.Reports.Html;

/// <summary>A style sheet or a script of the report, and the hash by which a page's policy admits it and no other.</summary>
/// <param name="Text">The text.</param>
internal sealed record OwnText(string Text)
{
    /// <summary>The style sheet.</summary>
    public static OwnText Style { get; } = Read("report.css");

    /// <summary>The script.</summary>
    public static OwnText Script { get; } = Read("report.js");

    /// <summary>The source expression of a Content-Security-Policy.</summary>
    public string Source { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";

    private static OwnText Read(string name)
    {
        using var stream = typeof(OwnText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        // As it stands between its tags, where a browser hashes it: on a line of its own.
        return new OwnText($"\n{reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n')}\n");
    }
}
