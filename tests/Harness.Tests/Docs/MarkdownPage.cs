using System.Text.RegularExpressions;

namespace Harness.Tests.Docs;

/// <summary>A page of Markdown as GitHub shows it: where it leads, which headings can be led to, which commands it shows.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string path;
    private readonly List<string> prose = [];
    private readonly List<string> code = [];

    private MarkdownPage(string path)
    {
        this.path = path;
        string? fence = null;
        foreach (var line in File.ReadLines(path))
        {
            if (Fence.Match(line) is { Success: true } mark)
            {
                fence = fence is null ? mark.Groups["language"].Value : null;
            }
            else if (fence is null)
            {
                prose.Add(line);
            }
            else if (fence is "" or "sh" or "bash" or "console")
            {
                code.Add(line);
            }
        }
    }

    [GeneratedRegex(@"^ *```(?<language>[\w-]*)")]
    private static partial Regex Fence { get; }

    [GeneratedRegex(@"`(?<code>[^`]+)`")]
    private static partial Regex InlineCode { get; }

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"^#{1,6} +(?<text>.+?) *$")]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^()]*\)")]
    private static partial Regex LinkWithText { get; }

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex NotInAnchors { get; }

    /// <summary>Lines of code blocks that a reader would type, and code in a line of text.</summary>
    public IEnumerable<string> Commands =>
    [
        .. code,
        .. prose.SelectMany(line => InlineCode.Matches(line)).Select(match => match.Groups["code"].Value.Replace("\\|", "|", StringComparison.Ordinal)),
    ];

    /// <summary>What it links to, inside the repository and outside.</summary>
    public IEnumerable<string> Links => prose.SelectMany(line => Link.Matches(InlineCode.Replace(line, "code"))).Select(match => match.Groups["target"].Value);

    private IReadOnlyList<string> Anchors
    {
        get
        {
            var (texts, anchors) = (new List<string>(), new List<string>());
            foreach (var heading in prose.Select(line => Heading.Match(line)).Where(match => match.Success))
            {
                var text = LinkWithText.Replace(heading.Groups["text"].Value, "${text}").ToLowerInvariant();
                var anchor = NotInAnchors.Replace(text, "").Replace(' ', '-');
                var before = texts.Count(other => other == anchor);
                texts.Add(anchor);
                anchors.Add(before == 0 ? anchor : $"{anchor}-{before}");
            }

            return anchors;
        }
    }

    /// <summary>Reads a page.</summary>
    public static MarkdownPage Read(string path) => new(Path.GetFullPath(path));

    /// <summary>The cells of the table below a heading, without its head.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Table(string heading) =>
    [
        .. prose.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !Heading.IsMatch(line)).Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Replace("\\|", "¦", StringComparison.Ordinal).Trim('|').Split('|').Select(cell => cell.Trim()).ToList()),
    ];

    /// <summary>The links that lead to no file, to no heading, or out of the repository: the link and what is wrong with it.</summary>
    /// <param name="root">The repository.</param>
    public IReadOnlyList<string> BrokenLinks(string root) =>
    [
        .. Links.Where(link => !link.Contains("://", StringComparison.Ordinal)).Select(link => (Target: link, Fault: Fault(link, root)))
            .Where(link => link.Fault is not null).Select(link => $"{link.Target}: {link.Fault}"),
    ];

    private string? Fault(string link, string root)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? path : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), Path.GetDirectoryName(path)!);
        if (!target.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return "leads out of the repository";
        }

        if (!Path.Exists(target))
        {
            return "there is no such file";
        }

        if (parts.Length == 1)
        {
            return null;
        }

        if (Path.GetExtension(target) != ".md")
        {
            return "has an anchor, and is no Markdown";
        }

        var anchors = Read(target).Anchors;
        return anchors.Contains(parts[1]) ? null : $"there is no such heading; there are {string.Join(", ", anchors)}";
    }
}
