using System.Text;

namespace Harness.Dockerfiles.Shell;

/// <summary>
/// Reads shell scripts far enough to say which commands they run and how these hang together. Each character is read
/// once; what no shell would take gives some reading and never a fault, for judging scripts is the shell's task.
/// </summary>
internal sealed class ShellReader
{
    private const int DeepestSubstitution = 16;

    private readonly SourceText source;
    private readonly string text;
    private readonly ShellStart shell;
    private readonly int depth;
    private readonly List<ShellScript> scripts = [];
    private int at;

    private ShellReader(SourceText source, ShellStart shell, int depth)
    {
        this.source = source;
        text = source.Value;
        this.shell = shell;
        this.depth = depth;
    }

    /// <summary>The script, first, and those that it substitutes.</summary>
    /// <param name="source">The script.</param>
    /// <param name="shell">The shell that runs it.</param>
    /// <param name="depth">How many shells around it were started from one another.</param>
    public static IReadOnlyList<ShellScript> Read(SourceText source, ShellStart shell, int depth = 0)
    {
        var reader = new ShellReader(source, shell, depth);
        var main = reader.ReadScript('\0', 0);
        return [main, .. reader.scripts];
    }

    private ShellScript ReadScript(char terminator, int depth)
    {
        var script = new Script(this, terminator, depth);
        script.Read();
        return new ShellScript(script.Items, script.Variables, shell);
    }

    private sealed class Script(ShellReader reader, char terminator, int depth)
    {
        private readonly Stack<string> groups = [];
        private readonly Queue<ShellInput> heredocs = [];
        private List<ShellWord> words = [];
        private List<ShellWord> targets = [];
        private List<ShellInput> inputs = [];
        private List<ShellScript> substitutions = [];
        private int parentheses;
        private bool isFunction;

        public List<ShellItem> Items { get; } = [];

        public List<ShellVariable> Variables { get; } = [];

        private string Text => reader.text;

        private ref int At => ref reader.at;

        private char Here => At < Text.Length ? Text[At] : '\0';

        private char Next => At + 1 < Text.Length ? Text[At + 1] : '\0';

        public void Read()
        {
            while (At < Text.Length && !(Here == terminator && terminator != '\0' && (terminator == '`' || parentheses == 0)))
            {
                Step();
            }

            Finish(ShellOperator.End, 0);
            At = terminator == '\0' ? At : Math.Min(At + 1, Text.Length);
        }

        private void Step()
        {
            switch (Here)
            {
                case ' ' or '\t' or '\r':
                    At++;
                    break;
                case '\\' when Next == '\n':
                    At += 2;
                    break;
                case '\n':
                    Finish(ShellOperator.Sequence, 1);
                    SkipHeredocs();
                    break;
                case '#':
                    At = Text.IndexOf('\n', At) is var end and >= 0 ? end : Text.Length;
                    break;
                case ';' when Next is ';' or '&':
                    Finish(ShellOperator.Sequence, Text.AsSpan(At).StartsWith(";;&", StringComparison.Ordinal) ? 3 : 2);
                    EndBranch();
                    break;
                case ';':
                    Finish(ShellOperator.Sequence, 1);
                    break;
                case '&' when Next == '&':
                    Finish(ShellOperator.And, 2);
                    break;
                case '&' when Next == '>':
                    At++;
                    Redirect();
                    break;
                case '&':
                    Finish(ShellOperator.Sequence, 1);
                    break;
                case '|' when Next == '|':
                    Finish(ShellOperator.Or, 2);
                    break;
                case '|':
                    Finish(ShellOperator.Pipe, Next == '&' ? 2 : 1);
                    break;
                case '(' when Next == '(' && words.Count == 0:
                    SkipArithmetic();
                    break;
                case '(':
                    OpenParenthesis();
                    break;
                case ')':
                    Border(ShellItemKind.Close, ")", 1);
                    break;
                case '<' or '>':
                    Redirect();
                    break;
                default:
                    Word();
                    break;
            }
        }

        private void Finish(ShellOperator after, int length)
        {
            var position = reader.source.At(At);
            At += length;
            if (words.Count > 0 || targets.Count > 0 || inputs.Count > 0 || substitutions.Count > 0)
            {
                Items.Add(new ShellItem(ShellItemKind.Command, words, targets, after, position)
                {
                    Shell = reader.shell,
                    Depth = reader.depth,
                    Inputs = inputs,
                    Substitutions = substitutions,
                });
                (words, targets, inputs, substitutions) = ([], [], [], []);
            }
            else if (Items.Count > 0 && Items[^1] is { After: ShellOperator.End, Kind: ShellItemKind.Close } last)
            {
                Items[^1] = last with { After = after, AfterPosition = position };
            }
        }

        private void Border(ShellItemKind kind, string keyword, int length)
        {
            var position = reader.source.At(At);
            Finish(ShellOperator.End, 0);
            Items.Add(new ShellItem(kind, [new ShellWord(keyword, false, position)], [], ShellOperator.End, position)
            {
                Shell = reader.shell,
                IsFunction = isFunction
            });
            isFunction = false;
            At += length;
            if (kind == ShellItemKind.Open)
            {
                groups.Push(keyword);
                parentheses += keyword == "(" ? 1 : 0;
            }
            else if (kind == ShellItemKind.Close)
            {
                parentheses -= groups.TryPop(out var group) && group == "(" ? 1 : 0;
            }
        }

        private void EndBranch()
        {
            Border(ShellItemKind.Branch, ";;", 0);
            SkipPattern();
        }

        private void OpenParenthesis()
        {
            // A function's name and its parentheses.
            if (words.Count == 1 && Next == ')')
            {
                words = [];
                isFunction = true;
                At += 2;
            }
            else
            {
                Border(ShellItemKind.Open, "(", 1);
            }
        }

        private void Word()
        {
            var start = At;
            var word = ReadWord();
            if (At == start)
            {
                // A stray character that begins no word.
                At++;
                return;
            }

            if (words.Count > 0 || word.Quoted)
            {
                words.Add(word);
                return;
            }

            switch (word.Text)
            {
                case "if" or "while" or "until" or "{" or "for" or "select":
                    At = start;
                    Border(ShellItemKind.Open, word.Text, word.Text.Length);
                    words = word.Text is "for" or "select" ? [word] : [];
                    break;
                case "then" or "do" or "else" or "elif":
                    At = start;
                    Border(ShellItemKind.Branch, word.Text, word.Text.Length);
                    break;
                case "fi" or "done" or "esac" or "}":
                    At = start;
                    Border(ShellItemKind.Close, word.Text, word.Text.Length);
                    break;
                case "!" or "function":
                    break;
                case "case":
                    At = start;
                    Border(ShellItemKind.Open, "case", 4);
                    SkipBlanks();
                    ReadWord();
                    SkipBlanks();
                    At += Text.AsSpan(At).StartsWith("in", StringComparison.Ordinal) ? 2 : 0;
                    SkipPattern();
                    break;
                case "[[":
                    words.Add(word);
                    ReadCondition();
                    break;
                default:
                    words.Add(word);
                    break;
            }
        }

        /// <summary>Between double brackets, what are operators elsewhere are words.</summary>
        private void ReadCondition()
        {
            while (At < Text.Length)
            {
                SkipBlanks();
                if (Text.AsSpan(At).StartsWith("]]", StringComparison.Ordinal))
                {
                    At += 2;
                    return;
                }

                var start = At;
                var word = ReadWord(isCondition: true);
                if (At == start)
                {
                    if (At >= Text.Length || Here == '\n' || Here == terminator)
                    {
                        return;
                    }

                    At++;
                    continue;
                }

                words.Add(word);
            }
        }

        /// <summary>The patterns of a case's branch, up to the parenthesis; a bar in them is no pipe.</summary>
        private void SkipPattern()
        {
            if (!groups.TryPeek(out var group) || group != "case")
            {
                return;
            }

            while (At < Text.Length && (char.IsWhiteSpace(Here) || Here == '#' || (Here == '\\' && Next == '\n')))
            {
                At = Here == '#' ? Text.IndexOf('\n', At) is var end and >= 0 ? end : Text.Length : Here == '\\' ? At + 2 : At + 1;
            }

            if (Text.AsSpan(At).StartsWith("esac", StringComparison.Ordinal))
            {
                return;
            }

            At += Here == '(' ? 1 : 0;
            while (At < Text.Length && Here is not (')' or '\n'))
            {
                var start = At;
                ReadWord();
                At = At == start ? At + 1 : At;
            }

            At += Here == ')' ? 1 : 0;
        }

        private void SkipArithmetic()
        {
            var end = Text.IndexOf("))", At, StringComparison.Ordinal);
            var next = end < 0 ? Text.Length : end + 2;
            words.Add(new ShellWord("((", false, reader.source.At(At)));
            ScanVariables(At, next);
            At = next;
        }

        private void SkipBlanks()
        {
            while (Here is ' ' or '\t' or '\r' || (Here == '\\' && Next == '\n'))
            {
                At += Here == '\\' ? 2 : 1;
            }
        }

        private void Redirect()
        {
            // The number before the sign is a descriptor, not an argument.
            if (words.Count > 0 && At > 0 && char.IsAsciiDigit(Text[At - 1]) && words[^1] is { Quoted: false } number && number.Text.All(char.IsAsciiDigit))
            {
                words.RemoveAt(words.Count - 1);
            }

            if (Next == '(')
            {
                At += 2;
                Substitute(')');
                words.Add(new ShellWord("<()", false, reader.source.At(At)));
                return;
            }

            var start = At;
            while (At < Text.Length && At - start < 3 && Here is '<' or '>' or '&' or '|')
            {
                At++;
            }

            var sign = Text[start..At];
            var tabs = sign == "<<" && Here == '-';
            At += tabs ? 1 : 0;
            SkipBlanks();
            var before = At;
            var target = ReadWord();
            if (At == before)
            {
                return;
            }

            if (sign == "<<")
            {
                var input = new ShellInput(target.Text, tabs, !target.Quoted);
                inputs.Add(input);
                heredocs.Enqueue(input);
            }
            else if (sign != "<<<" && !sign.EndsWith('&'))
            {
                targets.Add(target);
            }
        }

        private void SkipHeredocs()
        {
            while (heredocs.TryDequeue(out var heredoc))
            {
                var body = new SourceText.Builder();
                var begin = reader.source.At(At);
                while (At < Text.Length)
                {
                    var start = At;
                    var end = Text.IndexOf('\n', At) is var newline and >= 0 ? newline : Text.Length;
                    At = Math.Min(end + 1, Text.Length);
                    var line = Text.AsSpan(start, end - start);
                    var tabs = heredoc.Tabs ? line.Length - line.TrimStart('\t').Length : 0;
                    if (line[tabs..].SequenceEqual(heredoc.Name))
                    {
                        break;
                    }

                    body.Append(line[tabs..], reader.source.At(start + tabs)).Append("\n", reader.source.At(end));
                    if (heredoc.Expands)
                    {
                        ScanVariables(start, end);
                    }
                }

                heredoc.Body = body.Build(begin);
            }
        }

        /// <summary>A word from here; nothing is read where none begins.</summary>
        private ShellWord ReadWord(bool isCondition = false)
        {
            var position = reader.source.At(At);
            var word = new StringBuilder();
            var quoted = false;
            while (At < Text.Length)
            {
                var letter = Here;
                if (letter is ' ' or '\t' or '\r' or '\n' || (terminator == '`' && letter == '`'))
                {
                    break;
                }

                if (!isCondition && letter is ';' or '&' or '|' or '<' or '>' or ')')
                {
                    break;
                }

                if (letter == '(' && word.Length > 0 && word[^1] is '!' or '@' or '+' or '?' or '*' && !quoted && reader.shell.Name is "bash" or "ksh" or "zsh")
                {
                    ReadPattern(word);
                }
                else if (letter == '(' && !isCondition)
                {
                    if (word.Length == 0 || word[^1] != '=')
                    {
                        break;
                    }

                    ReadArray(word);
                }
                else if (letter == '\\')
                {
                    if (Next == '\n')
                    {
                        At += 2;
                        continue;
                    }

                    At++;
                    quoted = true;
                    if (At < Text.Length)
                    {
                        word.Append(Text[At++]);
                    }
                }
                else if (letter == '\'')
                {
                    quoted = true;
                    ReadSingleQuotes(word);
                }
                else if (letter == '"')
                {
                    quoted = true;
                    ReadDoubleQuotes(word);
                }
                else if (letter == '$')
                {
                    ReadDollar(word);
                }
                else if (letter == '`')
                {
                    At++;
                    Substitute('`');
                    word.Append("$()");
                }
                else
                {
                    word.Append(letter);
                    At++;
                }
            }

            return new ShellWord(word.ToString(), quoted, position);
        }

        /// <summary>bash's patterns <c>!(a|b)</c>, in which a bar is no pipe.</summary>
        private void ReadPattern(StringBuilder word)
        {
            var depth = 0;
            while (At < Text.Length && Here != '\n')
            {
                depth += Here == '(' ? 1 : Here == ')' ? -1 : 0;
                word.Append(Text[At++]);
                if (depth == 0)
                {
                    break;
                }
            }
        }

        private void ReadArray(StringBuilder word)
        {
            At++;
            while (At < Text.Length && Here != ')')
            {
                var start = At;
                var element = ReadWord();
                word.Append(' ').Append(element.Text);
                At = At == start ? At + 1 : At;
            }

            At = Math.Min(At + 1, Text.Length);
        }

        private void ReadSingleQuotes(StringBuilder word)
        {
            var end = Text.IndexOf('\'', At + 1) is var quote and >= 0 ? quote : Text.Length;
            word.Append(Text, At + 1, Math.Max(end - At - 1, 0));
            At = Math.Min(end + 1, Text.Length);
        }

        /// <summary>Between <c>$'</c> and <c>'</c> a backslash escapes, the quote too.</summary>
        private void ReadAnsiQuotes(StringBuilder word)
        {
            At += 2;
            while (At < Text.Length && Here != '\'')
            {
                At += Here == '\\' ? 1 : 0;
                if (At < Text.Length)
                {
                    word.Append(Text[At++]);
                }
            }

            At = Math.Min(At + 1, Text.Length);
        }

        private void ReadDoubleQuotes(StringBuilder word)
        {
            At++;
            while (At < Text.Length && Here != '"')
            {
                if (Here == '\\' && At + 1 < Text.Length)
                {
                    word.Append(Next == '\n' ? "" : Next is '"' or '$' or '\\' or '`' ? Next.ToString() : $"\\{Next}");
                    At += 2;
                }
                else if (Here == '$')
                {
                    ReadDollar(word);
                }
                else if (Here == '`')
                {
                    if (terminator == '`')
                    {
                        return;
                    }

                    At++;
                    Substitute('`');
                    word.Append("$()");
                }
                else
                {
                    word.Append(Here);
                    At++;
                }
            }

            At = Math.Min(At + 1, Text.Length);
        }

        private void ReadDollar(StringBuilder word)
        {
            var start = At;
            if (Next == '(')
            {
                if (At + 2 < Text.Length && Text[At + 2] == '(')
                {
                    var end = Text.IndexOf("))", At, StringComparison.Ordinal);
                    At = end < 0 ? Text.Length : end + 2;
                    ScanVariables(start + 1, At);
                }
                else
                {
                    At += 2;
                    Substitute(')');
                }

                word.Append("$()");
                return;
            }

            if (Next == '{')
            {
                var braces = 0;
                for (At++; At < Text.Length; At++)
                {
                    braces += Here == '{' ? 1 : Here == '}' ? -1 : 0;
                    if (braces == 0)
                    {
                        At++;
                        break;
                    }
                }
            }
            else if (Next == '\'')
            {
                ReadAnsiQuotes(word);
                return;
            }
            else
            {
                At++;
                while (At < Text.Length && (char.IsAsciiLetterOrDigit(Here) || Here == '_'))
                {
                    At++;
                }
            }

            ScanVariables(start, At);
            word.Append(Text, start, At - start);
        }

        private void Substitute(char end)
        {
            if (depth >= DeepestSubstitution)
            {
                return;
            }

            // The nested script lists its own commands; the variables that it uses are this script's as well.
            var script = new Script(reader, end, depth + 1);
            script.Read();
            Variables.AddRange(script.Variables);
            var substituted = new ShellScript(script.Items, [], reader.shell);
            substitutions.Add(substituted);
            reader.scripts.Add(substituted);
        }

        private void ScanVariables(int start, int end)
        {
            for (var at = Text.IndexOf('$', start, end - start); at >= 0 && at + 1 < end; at = Text.IndexOf('$', at + 1, end - at - 1))
            {
                var name = Text[at + 1] == '{' ? at + 2 : at + 1;
                var stop = name;
                while (stop < end && (char.IsAsciiLetterOrDigit(Text[stop]) || Text[stop] == '_'))
                {
                    stop++;
                }

                if (stop > name && !char.IsAsciiDigit(Text[name]) && (at == 0 || Text[at - 1] != '\\'))
                {
                    Variables.Add(new ShellVariable(Text[name..stop], reader.source.At(at)));
                }
            }
        }
    }
}
