using System.Text.RegularExpressions;

namespace Harness.Dockerfiles;

/// <summary>Reads a Dockerfile as BuildKit's frontend does, line by line, each line once.</summary>
internal sealed partial class DockerfileParser
{
    /// <summary>Far above what anybody writes; below it everything that is kept of a file fits in memory many times over.</summary>
    public const int LongestFile = 1 << 22;

    /// <summary>Nobody reads more of them, and what is no Dockerfile at all has one in each line.</summary>
    private const int MostFaults = 50;

    /// <summary>Far above what anybody writes; what walks from stage to stage stays quick below it.</summary>
    private const int MostStages = 500;

    private static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL",
        "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    /// <summary>A line of more bytes is refused: the frontend's reader has room for so many.</summary>
    private const int LongestLine = (1 << 16) - 1;

    private readonly string file;
    private readonly string[] lines;
    private readonly Dictionary<string, string> directives = new(StringComparer.Ordinal);
    private readonly List<Instruction> global = [];
    private readonly List<Stage> stages = [];
    private readonly List<Exemption> exemptions = [];
    private readonly List<DockerfileFault> faults = [];
    private readonly List<(SourcePosition Position, string Text)> comments = [];
    private readonly Dictionary<string, bool> rootStages = new(StringComparer.OrdinalIgnoreCase);
    private bool directoryIsRoot = true;
    private List<Instruction> current = [];
    private char escape = '\\';
    private int line;

    public DockerfileParser(string text, string file)
    {
        this.file = file;
        if (text.Length > LongestFile)
        {
            faults.Add(new DockerfileFault(
                new SourcePosition(1, 1), $"the file is longer than the {LongestFile} characters that are read: this is no Dockerfile"));
            text = "";
        }

        lines = text.TrimStart('\uFEFF').Split('\n');
    }

    public Dockerfile Parse()
    {
        ReadDirectives();
        while (line < lines.Length)
        {
            ReadNext();
        }

        DropComments();
        if (stages.Count == 0 && faults.Count == 0)
        {
            Fault(new SourcePosition(1, 1), "there is no FROM: a Dockerfile has at least one stage");
        }

        return new Dockerfile(file, escape, directives, global, stages, exemptions, [.. faults.OrderBy(fault => fault.Position)]);
    }

    /// <summary>Directives count only above everything else; the first line of another kind ends them.</summary>
    private void ReadDirectives()
    {
        for (; line < lines.Length && Directive().Match(lines[line]) is { Success: true } directive; line++)
        {
            var (name, value) = (directive.Groups["name"].Value.ToLowerInvariant(), directive.Groups["value"].Value.Trim());
            if (name is not ("syntax" or "escape" or "check"))
            {
                return;
            }

            var position = new SourcePosition(line + 1, 1);
            if (!directives.TryAdd(name, value))
            {
                Fault(position, $"the directive {name} stands here a second time; keep one");
            }
            else if (name == "escape")
            {
                escape = value is "\\" or "`" ? value[0] : escape;
                if (value is not ("\\" or "`"))
                {
                    Fault(position, $"the escape character is '{value}', expected \\ or `");
                }
            }
            else if (name == "check")
            {
                Except(position, $"check={value}", target: null);
            }
        }
    }

    private void ReadNext()
    {
        var line = lines[this.line];
        if (!IsShort(line))
        {
            this.line++;
            return;
        }

        var start = WordReader.SkipBlanks(line, 0);
        if (start == line.Length)
        {
            this.line++;
        }
        else if (line[start] == '#')
        {
            ReadComment(line, start);
            this.line++;
        }
        else
        {
            ReadInstruction(start);
        }
    }

    private bool IsShort(string line)
    {
        if (line.Length <= LongestLine / 3 || System.Text.Encoding.UTF8.GetByteCount(line) < LongestLine)
        {
            return true;
        }

        Fault(
            new SourcePosition(this.line + 1, 1),
            $"the line has more than {LongestLine} bytes, which BuildKit does not read; break it with {escape} at the ends of lines");
        return false;
    }

    private void ReadComment(string line, int start)
    {
        var text = line[(start + 1)..].Trim();
        var position = new SourcePosition(this.line + 1, start + 1);
        if (text.Length == 0)
        {
            // Divides what stands above from the instruction below.
            DropComments();
        }
        else if (start == 0)
        {
            comments.Add((position, text));
        }
        else if (ExemptionReader.NamesOurs(text))
        {
            Fault(position, "this exception is indented, and BuildKit reads none that does not begin its line");
        }
    }

    private void DropComments()
    {
        foreach (var (position, text) in comments.Where(comment => ExemptionReader.NamesOurs(comment.Text)))
        {
            Fault(position, "this exception stands above no instruction; put it on the line before the one that it is about");
        }

        comments.Clear();
    }

    /// <summary>The first comment about checks above an instruction is the one that counts.</summary>
    private void Except(Instruction target)
    {
        if (comments.Count == 0)
        {
            return;
        }

        var first = comments.FindIndex(comment => ExemptionReader.IsAboutChecks(comment.Text));
        for (var at = 0; first >= 0 && at < comments.Count; at++)
        {
            var (position, text) = comments[at];
            if (at == first)
            {
                Except(position, text, target);
            }
            else if (at > first && ExemptionReader.IsAboutChecks(text) && (ExemptionReader.NamesOurs(text) || ExemptionReader.NamesOurs(comments[first].Text)))
            {
                Fault(
                    position,
                    $"of two comments about checks above one instruction BuildKit reads the first alone; put all names into line "
                        + $"{comments[first].Position.Line}");
            }
        }

        comments.Clear();
    }

    private void Except(SourcePosition position, string text, Instruction? target)
    {
        var comment = ExemptionReader.Read(text, refuses: target is null);
        if (comment.Fault is { } fault)
        {
            Fault(position, fault);
        }
        else if (comment.Ids.Count > 0)
        {
            exemptions.Add(new Exemption(position, comment.Ids, comment.Reason, target));
        }
    }

    private void ReadInstruction(int start)
    {
        var position = new SourcePosition(line + 1, start + 1);
        var text = ReadLogicalLine(start);
        var instruction = Interpret(text.Trimmed(0), position, text.Value, trigger: false);
        if (instruction is null)
        {
            comments.Clear();
            return;
        }

        Except(instruction);
        if (InstructionGrammar.FaultIn(instruction, escape, directoryIsRoot) is { } fault)
        {
            Fault(fault.Position, fault.Message);
        }

        Place(instruction);
    }

    /// <summary>The instruction that a text is; null, with the fault told, for a word that is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where it begins.</param>
    /// <param name="line">The whole line, in which the markers of here-documents are looked for; null within a trigger that has none.</param>
    /// <param name="trigger">Whether it stands behind ONBUILD: what it means shows only in an image that is built on this one.</param>
    private Instruction? Interpret(SourceText text, SourcePosition position, string? line, bool trigger)
    {
        var end = WordReader.EndAtBlank(text.Value, 0);
        var keyword = text.Value[..end].ToUpperInvariant();
        var rest = text.Trimmed(end);
        var flags = ReadFlags(ref rest);
        if (!Keywords.Contains(keyword))
        {
            if (!trigger)
            {
                var word = Shown.Word(text.Value[..end]);
                Fault(position, $"'{word}' is no instruction{Suggestion.Among(word, Keywords, "instructions")}");
            }

            return null;
        }

        var instruction = new Instruction(
            keyword, position, this.line, flags, rest, null, keyword is "ARG" or "ENV" or "LABEL" ? Settings(keyword, rest) : [], [], escape);
        if (keyword is "ADD" or "CMD" or "COPY" or "ENTRYPOINT" or "RUN" or "SHELL" or "VOLUME" or "HEALTHCHECK")
        {
            instruction = instruction with { Exec = JsonForm.Read(InstructionGrammar.JsonText(instruction)) };
        }

        if (line is not null && keyword is "RUN" or "COPY" or "ADD" && instruction.Exec is null)
        {
            var heredocs = ReadHeredocs(text, HeredocMarker.In(text.Value));
            return instruction with { Heredocs = heredocs, LastLine = this.line };
        }

        if (keyword == "ONBUILD" && rest.Value.Length > 0 && !trigger)
        {
            var inner = Interpret(rest, rest.Start, line, trigger: true);
            if (inner is not null && Unreadable(inner) is { } fault)
            {
                Fault(fault.Position, fault.Message);
            }

            return instruction with { Trigger = inner, Heredocs = inner?.Heredocs ?? [], LastLine = this.line };
        }

        return instruction;
    }

    /// <summary>What is refused of a trigger at once, whatever it would mean.</summary>
    private static DockerfileFault? Unreadable(Instruction trigger) =>
        InstructionGrammar.JsonText(trigger) is var json
        && trigger.Exec is null
        && trigger.Keyword is not ("ENV" or "LABEL" or "ARG")
        && JsonForm.IsOtherArray(json.Value)
            ? new DockerfileFault(json.Start, $"{trigger.Keyword}: an array in JSON holds strings and nothing else, in double quotes")
        : trigger.Keyword is "ENV" or "LABEL" && trigger.Settings.FirstOrDefault(setting => setting.Value is null) is { } setting
            ? new DockerfileFault(setting.Position, $"'{Shown.Word(setting.Name)}' is no setting; {trigger.Keyword} expects NAME=value")
        : null;

    /// <summary>The instruction's lines in one, without those between them that are blank or a comment.</summary>
    private SourceText ReadLogicalLine(int start)
    {
        var text = new SourceText.Builder();
        for (var first = true; line < lines.Length; first = false)
        {
            if (!first && !IsShort(lines[this.line]))
            {
                this.line++;
                break;
            }

            var line = lines[this.line].AsSpan();
            var at = new SourcePosition(++this.line, (first ? start : 0) + 1);
            var content = line[(first ? start : 0)..].TrimEnd('\r');
            var trimmed = content.TrimStart();
            if (!first && (trimmed.Length == 0 || trimmed[0] == '#'))
            {
                continue;
            }

            var unfinished = content.TrimEnd(" \t");
            if (unfinished.Length > 0 && unfinished[^1] == escape && (unfinished.Length == 1 || unfinished[^2] != escape))
            {
                text.Append(unfinished[..^1], at);
            }
            else
            {
                text.Append(content, at);
                break;
            }
        }

        return text.Build(new SourcePosition(line, 1));
    }

    private List<Heredoc> ReadHeredocs(SourceText text, IReadOnlyList<HeredocMarker> markers)
    {
        var heredocs = new List<Heredoc>(markers.Count);
        foreach (var marker in markers)
        {
            heredocs.Add(ReadHeredoc(marker, text.At(marker.Start)));
        }

        return heredocs;
    }

    private Heredoc ReadHeredoc(HeredocMarker marker, SourcePosition position)
    {
        var body = new SourceText.Builder();
        var begin = new SourcePosition(line + 1, 1);
        while (line < lines.Length)
        {
            var line = lines[this.line].TrimEnd('\r');
            var tabs = marker.StripsTabs ? line.Length - line.TrimStart('\t').Length : 0;
            this.line++;
            if (line.AsSpan(tabs).SequenceEqual(marker.Name))
            {
                return new Heredoc(marker.Name, marker.Expands, body.Build(begin), position);
            }

            body.Append(line.AsSpan(tabs), new SourcePosition(this.line, tabs + 1)).Append("\n", new SourcePosition(this.line, line.Length + 1));
        }

        Fault(position, $"the here-document is not ended: no line is just '{Shown.Word(marker.Name)}'");
        return new Heredoc(marker.Name, marker.Expands, body.Build(begin), position);
    }

    private List<Flag> ReadFlags(ref SourceText rest)
    {
        var flags = new List<Flag>();
        var at = 0;
        while (rest.Value.AsSpan(at).StartsWith("--", StringComparison.Ordinal))
        {
            var end = WordReader.End(rest.Value, at, escape);
            var word = rest.Slice(at, end - at);
            at = WordReader.SkipBlanks(rest.Value, end);
            if (word.Value == "--")
            {
                break;
            }

            word = WordReader.Unquoted(word, escape) ?? word;
            var equals = word.Value.IndexOf('=', StringComparison.Ordinal);
            var name = word.Value.Length < 2 ? "" : equals < 0 ? word.Value[2..] : word.Value[2..equals];
            flags.Add(new Flag(name, equals < 0 ? null : word.Slice(equals + 1, word.Value.Length - equals - 1), word.Start));
        }

        rest = rest.Slice(at, rest.Value.Length - at);
        return flags;
    }

    private List<Setting> Settings(string keyword, SourceText arguments)
    {
        var words = WordReader.Split(arguments, escape);
        if (keyword != "ARG" && words.Count > 0 && !words[0].Value.Contains('=', StringComparison.Ordinal))
        {
            // The old form: everything after the name is the value, and what quotes the name's blanks does not hold it together.
            var end = WordReader.EndAtBlank(arguments.Value, 0);
            var value = arguments.Trimmed(end);
            return [new Setting(arguments.Value[..end], value.Value.Length == 0 ? null : value, arguments.Start)];
        }

        return [.. words.Select(Setting)];
    }

    private static Setting Setting(SourceText word)
    {
        var equals = word.Value.IndexOf('=', StringComparison.Ordinal);
        return new Setting(
            equals < 0 ? word.Value : word.Value[..equals], equals < 0 ? null : word.Slice(equals + 1, word.Value.Length - equals - 1), word.Start);
    }

    private void Place(Instruction instruction)
    {
        if (instruction.Keyword == "FROM")
        {
            AddStage(instruction);
        }
        else if (stages.Count > 0)
        {
            current.Add(instruction);
            if (instruction.Keyword == "WORKDIR")
            {
                directoryIsRoot = false;
                if (stages[^1].Name is { } name)
                {
                    rootStages[name] = false;
                }
            }
        }
        else if (instruction.Keyword == "ARG")
        {
            global.Add(instruction);
        }
        else
        {
            Fault(instruction.Position, $"{instruction.Keyword} stands before the first FROM, where only ARG may stand");
        }
    }

    private void AddStage(Instruction from)
    {
        var words = from.Words;
        var named = words.Count == 3;
        current = [];
        if (stages.Count == MostStages)
        {
            Fault(from.Position, $"this is stage {MostStages + 1}; no more than {MostStages} are read");
            return;
        }

        directoryIsRoot = words.Count == 0 || rootStages.GetValueOrDefault(words[0].Value, true);
        var stage = new Stage(stages.Count, named ? words[2].Value.ToLowerInvariant() : null, from, words.Count == 0 ? from.Arguments : words[0], current);
        stages.Add(stage);
        if (stage.Name is { } name)
        {
            rootStages[name] = directoryIsRoot;
        }
    }

    private void Fault(SourcePosition position, string message)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(new DockerfileFault(position, message));
        }
    }

    [GeneratedRegex(@"^\s*#\s*(?<name>[A-Za-z][A-Za-z0-9]*)\s*=\s*(?<value>.+)$")]
    private static partial Regex Directive();
}
