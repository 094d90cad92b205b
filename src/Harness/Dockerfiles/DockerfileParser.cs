using System.Text.RegularExpressions;

namespace Harness.Dockerfiles;

/// <summary>Reads a Dockerfile as BuildKit's frontend does, line by line, each line once.</summary>
internal sealed partial class DockerfileParser
{
    /// <summary>Far above what anybody writes; below it everything that is kept of a file fits in memory many times over.</summary>
    public const int LongestFile = 1 << 20;

    /// <summary>Nobody reads more of them, and what is no Dockerfile at all has one in each line.</summary>
    private const int MostFaults = 50;

    /// <summary>Far above what anybody writes; what walks from stage to stage stays quick below it.</summary>
    private const int MostStages = 500;

    private static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL",
        "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    private static readonly Dictionary<string, string[]> KnownFlags = new()
    {
        ["ADD"] = ["checksum", "chmod", "chown", "exclude", "keep-git-dir", "link", "unpack"],
        ["COPY"] = ["chmod", "chown", "exclude", "from", "link", "parents"],
        ["FROM"] = ["platform"],
        ["HEALTHCHECK"] = ["interval", "retries", "start-interval", "start-period", "timeout"],
        ["RUN"] = ["device", "mount", "network", "security"],
    };

    private readonly string _file;
    private readonly string[] _lines;
    private readonly Dictionary<string, string> _directives = new(StringComparer.Ordinal);
    private readonly List<Instruction> _global = [];
    private readonly List<Stage> _stages = [];
    private readonly List<Exemption> _exemptions = [];
    private readonly List<DockerfileFault> _faults = [];
    private readonly List<PendingExemption> _pending = [];
    private List<Instruction> _current = [];
    private char _escape = '\\';
    private int _line;

    public DockerfileParser(string text, string file)
    {
        _file = file;
        if (text.Length > LongestFile)
        {
            _faults.Add(new DockerfileFault(new SourcePosition(1, 1), $"the file is longer than the {LongestFile} characters that are read: this is no Dockerfile"));
            text = "";
        }

        _lines = text.TrimStart('\uFEFF').Split('\n');
    }

    public Dockerfile Parse()
    {
        ReadDirectives();
        while (_line < _lines.Length)
        {
            ReadNext();
        }

        DropPending();
        if (_stages.Count == 0 && _faults.Count == 0)
        {
            Fault(new SourcePosition(1, 1), "there is no FROM: a Dockerfile has at least one stage");
        }

        return new Dockerfile(_file, _escape, _directives, _global, _stages, _exemptions, [.. _faults.OrderBy(fault => fault.Position)]);
    }

    /// <summary>Directives count only above everything else; the first line of another kind ends them.</summary>
    private void ReadDirectives()
    {
        for (; _line < _lines.Length && Directive().Match(_lines[_line]) is { Success: true } directive; _line++)
        {
            var (name, value) = (directive.Groups["name"].Value.ToLowerInvariant(), directive.Groups["value"].Value.Trim());
            if (name is not ("syntax" or "escape" or "check") || ExemptionForm().IsMatch(_lines[_line]))
            {
                return;
            }

            var position = new SourcePosition(_line + 1, 1);
            if (!_directives.TryAdd(name, value))
            {
                Fault(position, $"the directive {name} stands here a second time; keep one");
            }
            else if (name == "escape")
            {
                _escape = value is "\\" or "`" ? value[0] : _escape;
                if (value is not ("\\" or "`"))
                {
                    Fault(position, $"the escape character is '{value}', expected \\ or `");
                }
            }
        }
    }

    private void ReadNext()
    {
        var line = _lines[_line];
        var start = WordReader.SkipBlanks(line, 0);
        if (start == line.Length)
        {
            DropPending();
            _line++;
        }
        else if (line[start] == '#')
        {
            ReadComment(line, start);
            _line++;
        }
        else
        {
            ReadInstruction(start);
        }
    }

    private void ReadComment(string line, int start)
    {
        if (ExemptionForm().Match(line) is not { Success: true } form)
        {
            return;
        }

        var ids = form.Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var position = new SourcePosition(_line + 1, start + 1);
        if (form.Groups["reason"].Value.Trim() is { Length: > 0 } reason)
        {
            _pending.Add(new PendingExemption(position, [.. ids.Select(id => id.ToUpperInvariant())], reason));
        }
        else
        {
            Fault(position, $"an exception needs a reason: # check=skip={string.Join(',', ids)} why it is right here");
        }
    }

    private void DropPending()
    {
        foreach (var pending in _pending)
        {
            Fault(pending.Position, "this exception stands above no instruction; put it on the line before the one that it is about");
        }

        _pending.Clear();
    }

    private void ReadInstruction(int start)
    {
        var position = new SourcePosition(_line + 1, start + 1);
        var text = ReadLogicalLine(start);
        var keyword = KeywordForm().Match(text.Value).Value;
        var rest = text.Trimmed(keyword.Length);
        keyword = keyword.ToUpperInvariant();
        var heredocs = ReadHeredocs(keyword, rest);
        if (!Keywords.Contains(keyword))
        {
            var word = text.Value[..WordReader.End(text.Value, 0, _escape)];
            Fault(position, $"'{Shown(word)}' is no instruction{Suggestion.Among(Shown(word), Keywords, "instructions")}");
            _pending.Clear();
            return;
        }

        var flags = ReadFlags(keyword, ref rest);
        var instruction = new Instruction(
            keyword, position, _line, flags, rest, WordReader.Split(rest, _escape),
            keyword is "ADD" or "CMD" or "COPY" or "ENTRYPOINT" or "RUN" or "SHELL" or "VOLUME" ? JsonForm.Read(rest) : null,
            keyword is "ARG" or "ENV" ? Settings(keyword, rest) : [],
            heredocs);
        _exemptions.AddRange(_pending.Select(pending => new Exemption(pending.Position, pending.Ids, pending.Reason, instruction)));
        _pending.Clear();
        Verify(instruction);
        Place(instruction);
    }

    /// <summary>The instruction's lines in one, without those between them that are blank or a comment.</summary>
    private SourceText ReadLogicalLine(int start)
    {
        var text = new SourceText.Builder();
        for (var first = true; _line < _lines.Length; first = false)
        {
            var line = _lines[_line].AsSpan();
            var at = new SourcePosition(++_line, (first ? start : 0) + 1);
            var content = line[(first ? start : 0)..].TrimEnd('\r');
            var trimmed = content.TrimStart();
            if (!first && (trimmed.Length == 0 || trimmed[0] == '#'))
            {
                continue;
            }

            var unfinished = content.TrimEnd(" \t");
            if (unfinished.Length > 0 && unfinished[^1] == _escape && (unfinished.Length == 1 || unfinished[^2] != _escape))
            {
                text.Append(unfinished[..^1], at);
            }
            else
            {
                text.Append(content, at);
                break;
            }
        }

        return text.Build(new SourcePosition(_line, 1));
    }

    private List<Heredoc> ReadHeredocs(string keyword, SourceText arguments)
    {
        var heredocs = new List<Heredoc>();
        if (keyword is not ("RUN" or "COPY" or "ADD" or "ONBUILD") || !arguments.Value.Contains("<<", StringComparison.Ordinal))
        {
            return heredocs;
        }

        foreach (var word in WordReader.Split(arguments, _escape))
        {
            if (HeredocForm().Match(word.Value) is { Success: true } form)
            {
                var name = form.Groups["name"].Value;
                var unquoted = name.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
                if (unquoted.Length > 0)
                {
                    heredocs.Add(ReadHeredoc(unquoted, unquoted == name, form.Groups["tabs"].Length > 0, word.Start));
                }
            }
        }

        return heredocs;
    }

    private Heredoc ReadHeredoc(string name, bool expands, bool stripTabs, SourcePosition position)
    {
        var body = new SourceText.Builder();
        var begin = new SourcePosition(_line + 1, 1);
        while (_line < _lines.Length)
        {
            var line = _lines[_line].TrimEnd('\r');
            var tabs = stripTabs ? line.Length - line.TrimStart('\t').Length : 0;
            _line++;
            if (line.AsSpan(tabs).SequenceEqual(name))
            {
                return new Heredoc(name, expands, body.Build(begin), position);
            }

            body.Append(line.AsSpan(tabs), new SourcePosition(_line, tabs + 1)).Append("\n", new SourcePosition(_line, line.Length + 1));
        }

        Fault(position, $"the here-document is not ended: no line is just '{Shown(name)}'");
        return new Heredoc(name, expands, body.Build(begin), position);
    }

    private List<Flag> ReadFlags(string keyword, ref SourceText rest)
    {
        var flags = new List<Flag>();
        var at = 0;
        while (rest.Value.AsSpan(at).StartsWith("--", StringComparison.Ordinal))
        {
            var end = WordReader.End(rest.Value, at, _escape);
            var word = rest.Slice(at, end - at);
            at = WordReader.SkipBlanks(rest.Value, end);
            if (word.Value == "--")
            {
                break;
            }

            var equals = word.Value.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word.Value[2..] : word.Value[2..equals];
            flags.Add(new Flag(name, equals < 0 ? null : word.Slice(equals + 1, word.Value.Length - equals - 1), word.Start));
            var known = KnownFlags.GetValueOrDefault(keyword, []);
            if (!known.Contains(name))
            {
                Fault(word.Start, $"{keyword} has no flag --{Shown(name)}{(known.Length == 0 ? "; it has none at all" : Suggestion.Among(Shown(name), known, "flags"))}");
            }
        }

        rest = rest.Slice(at, rest.Value.Length - at);
        return flags;
    }

    private List<Setting> Settings(string keyword, SourceText arguments)
    {
        var words = WordReader.Split(arguments, _escape);
        if (keyword == "ENV" && words.Count > 0 && !words[0].Value.Contains('=', StringComparison.Ordinal))
        {
            // The old form: everything after the name is the value.
            if (words.Count == 1)
            {
                Fault(words[0].Start, $"ENV {Shown(words[0].Value)} has no value; expected NAME=value");
            }

            return [new Setting(words[0].Value, arguments.Trimmed(words[0].Value.Length), words[0].Start)];
        }

        return [.. words.Select(word => Setting(keyword, word))];
    }

    private Setting Setting(string keyword, SourceText word)
    {
        var equals = word.Value.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word.Value : word.Value[..equals];
        if (name.Length == 0 || (equals < 0 && keyword == "ENV"))
        {
            Fault(word.Start, $"'{Shown(word.Value)}' is no setting; {keyword} expects NAME=value");
        }

        return new Setting(name, equals < 0 ? null : word.Slice(equals + 1, word.Value.Length - equals - 1), word.Start);
    }

    private void Verify(Instruction instruction)
    {
        if (instruction.Arguments.Value.Length == 0)
        {
            Fault(instruction.Position, $"{instruction.Keyword} has no arguments");
        }
        else if (instruction is { Keyword: "SHELL", Exec: null })
        {
            Fault(instruction.Arguments.Start, "SHELL takes the JSON form alone: [\"/bin/bash\", \"-c\"], with double quotes");
        }
        else if (instruction is { Keyword: "COPY" or "ADD" }
            && (instruction.Exec is { } exec ? exec.Count < 2 : instruction.Words.Count < 2))
        {
            Fault(instruction.Position, $"{instruction.Keyword} needs a source and a destination");
        }
    }

    private void Place(Instruction instruction)
    {
        if (instruction.Keyword == "FROM")
        {
            AddStage(instruction);
        }
        else if (_stages.Count > 0)
        {
            _current.Add(instruction);
        }
        else if (instruction.Keyword == "ARG")
        {
            _global.Add(instruction);
        }
        else
        {
            Fault(instruction.Position, $"{instruction.Keyword} stands before the first FROM, where only ARG may stand");
        }
    }

    private void AddStage(Instruction from)
    {
        var words = from.Words;
        var named = words.Count == 3 && words[1].Value.Equals("as", StringComparison.OrdinalIgnoreCase);
        if (words.Count > 0 && words.Count != 1 && !named)
        {
            Fault(from.Position, "FROM takes an image and no more than a name: FROM image AS name");
        }

        if (named && !StageName().IsMatch(words[2].Value))
        {
            Fault(words[2].Start, $"'{Shown(words[2].Value)}' is no name for a stage: a letter, then letters, digits, '-', '_' and '.'");
        }

        _current = [];
        if (_stages.Count == MostStages)
        {
            Fault(from.Position, $"this is stage {MostStages + 1}; no more than {MostStages} are read");
            return;
        }

        _stages.Add(new Stage(
            _stages.Count, named ? words[2].Value.ToLowerInvariant() : null, from, words.Count == 0 ? from.Arguments : words[0], _current));
    }

    private void Fault(SourcePosition position, string message)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new DockerfileFault(position, message));
        }
    }

    /// <summary>A word for a message: hostile text stays short and on one line.</summary>
    private static string Shown(string word)
    {
        var cut = word.Length > 60 ? word[..60] + "…" : word;
        return string.Concat(cut.Select(letter => char.IsControl(letter) ? '?' : letter));
    }

    [GeneratedRegex(@"^\s*#\s*(?<name>[A-Za-z][A-Za-z0-9]*)\s*=\s*(?<value>.+)$")]
    private static partial Regex Directive();

    /// <summary>Of this project's checks alone: the frontend has checks of its own, which are skipped by the same words.</summary>
    [GeneratedRegex(@"^\s*#\s*check\s*=\s*skip\s*=\s*(?<ids>DF[0-9]+(,DF[0-9]+)*)(?<reason>\s.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ExemptionForm();

    [GeneratedRegex(@"^[A-Za-z]+(?=\s|$)")]
    private static partial Regex KeywordForm();

    [GeneratedRegex(@"^[0-9]*<<(?<tabs>-?)(?<name>[^<]+)$")]
    private static partial Regex HeredocForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_.-]*$")]
    private static partial Regex StageName();

    private sealed record PendingExemption(SourcePosition Position, IReadOnlyList<string> Ids, string Reason);
}
