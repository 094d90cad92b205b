namespace Harness.Dockerfiles.Shell;

/// <summary>
/// Follows a script as its shell does: which options hold where, and what becomes of a command's failure. Options of a
/// subshell stay in it, a started shell begins with its own. Each command is looked at a fixed number of times.
/// </summary>
internal sealed class ShellFlow
{
    private readonly List<CommandOutcome> commands = [];
    private readonly List<SourcePosition> pipes = [];
    private readonly List<SourcePosition> refused = [];

    private static readonly Fate Noticed = new(null, null, Ignored: false);

    private ShellFlow()
    {
    }

    /// <summary>The commands with what becomes of their failure.</summary>
    public IReadOnlyList<CommandOutcome> Commands => commands;

    /// <summary>The pipes that fail only with their last command.</summary>
    public IReadOnlyList<SourcePosition> OpenPipes => pipes;

    /// <summary>Where a dash is given pipefail, which it refuses.</summary>
    public IReadOnlyList<SourcePosition> RefusedOptions => refused;

    /// <summary>Follows a script and every one that it substitutes or hands to another shell.</summary>
    public static ShellFlow Of(ShellScript script)
    {
        var flow = new ShellFlow();
        flow.Follow(script, script.Shell.Options, Noticed);
        return flow;
    }

    private void Follow(ShellScript script, ShellOptions options, Fate fate)
    {
        var nodes = ShellNode.Of(script.Items);
        SetOptions(nodes, script.Shell.Effective(options), script.Shell);
        Judge(nodes, fate);
    }

    /// <summary>The options that hold after a list; every node gets those that it begins with.</summary>
    private ShellOptions SetOptions(IReadOnlyList<ShellNode> nodes, ShellOptions options, ShellStart shell)
    {
        for (var at = 0; at < nodes.Count; at++)
        {
            var node = nodes[at];
            node.Options = options;
            // Each command of a pipe is a shell of its own.
            var alone = node.After == ShellOperator.Pipe || (at > 0 && nodes[at - 1].After == ShellOperator.Pipe);
            var after = node.Parts is { } parts
                ? parts.Aggregate(options, (before, part) => SetOptions(part.Nodes, before, shell))
                : After(node.Item, options, shell);
            options = alone || node.IsSubshell || node.Item.IsFunction ? options : after;
        }

        return options;
    }

    private ShellOptions After(ShellItem item, ShellOptions options, ShellStart shell)
    {
        if (item.Invocation is not { Arguments.Count: > 0 } command)
        {
            return options;
        }

        var words = command.Arguments.Select(word => word.Text);
        switch (command.Program)
        {
            case "set":
                var next = options.With(words);
                if (shell.RefusesPipeFail && next.PipeFail)
                {
                    refused.Add(command.Position);
                }

                return shell.Effective(next);
            case "shopt" when command.Arguments[0].Text is "-so" or "-uo":
                return options.With([command.Arguments[0].Text == "-so" ? "-o" : "+o", .. words.Skip(1)]);
            case "shopt" when command.Has("-o") && command.Has("-s", "-u"):
                return options.With([command.Has("-s") ? "-o" : "+o", .. words.Where(word => word[0] != '-').Take(1)]);
            default:
                return options;
        }
    }

    /// <summary>Judges a list: chains of <c>&amp;&amp;</c> and <c>||</c> one after another.</summary>
    private void Judge(IReadOnlyList<ShellNode> nodes, Fate fate)
    {
        for (var start = 0; start < nodes.Count;)
        {
            var end = start;
            while (end + 1 < nodes.Count && nodes[end].After is ShellOperator.And or ShellOperator.Or or ShellOperator.Pipe)
            {
                end++;
            }

            JudgeChain(nodes, start, end, end == nodes.Count - 1, fate);
            start = end + 1;
        }
    }

    private void JudgeChain(IReadOnlyList<ShellNode> nodes, int start, int end, bool isLast, Fate fate)
    {
        // What a failure comes to when the chain ends with it: in its last command -e counts, before it does not.
        var exits = nodes[end].Options.ExitOnError && !fate.Ignored;
        var failed = exits ? fate.OfShell : isLast ? fate.OfList : fate.Ignored && nodes[end].Options.ExitOnError
            ? "-e is off on the left of && and ||, so that only the last command's failure counts"
            : "another command follows, and without -e only the last one's failure counts";
        var skipped = isLast ? fate.OfList : exits
            ? "another command follows, and -e does not end a shell for what stands before &&"
            : failed;

        // From the end to the beginning: what a failure comes to when everything behind it is done or passed over.
        var after = failed;
        for (var last = end; last >= start;)
        {
            var first = last;
            while (first > start && nodes[first - 1].After == ShellOperator.Pipe)
            {
                first--;
            }

            JudgePipeline(nodes, first, last, new Fate(after, fate.OfShell, fate.Ignored || last < end));
            if (first > start)
            {
                after = nodes[first - 1].After == ShellOperator.Or
                    ? Handled(nodes[last], last == first, last == end ? failed : after, fate)
                    : last == end ? skipped : after;
            }

            last = first - 1;
        }
    }

    private void JudgePipeline(IReadOnlyList<ShellNode> nodes, int first, int last, Fate fate)
    {
        for (var at = first; at <= last; at++)
        {
            var node = nodes[at];
            if (at < last && !node.Options.PipeFail)
            {
                pipes.Add(node.AfterPosition);
            }

            // What is lost in a pipe is reported for the pipe.
            JudgeNode(node, at < last && !node.Options.PipeFail ? fate with { OfList = null, OfShell = null } : fate);
        }
    }

    private void JudgeNode(ShellNode node, Fate fate)
    {
        if (node.Parts is not { } parts)
        {
            commands.Add(new CommandOutcome(node.Item, fate.OfList));
            foreach (var script in node.Item.Substitutions)
            {
                // A bash turns -e off in what it substitutes.
                Follow(script, script.Shell.Name == "bash" ? node.Options with { ExitOnError = false } : node.Options, Noticed);
            }

            foreach (var script in node.Item.Inner)
            {
                // The shell that is started ends with the status of its script, which goes the way of any other command's.
                var evaluated = node.Item.Invocation?.Program == "eval";
                Follow(script, evaluated ? node.Options : script.Shell.Options, evaluated ? fate : new Fate(fate.OfList, fate.OfList, Ignored: false));
                if (script.Shell is { RefusesPipeFail: true, Options.PipeFail: true })
                {
                    refused.Add(node.Item.Position);
                }
            }

            return;
        }

        var keyword = node.Item.Words[0].Text;
        for (var at = 0; at < parts.Count; at++)
        {
            Judge(parts[at].Nodes, PartFate(keyword, parts[at].Keyword, parts[at].Nodes, node, fate));
        }
    }

    private static Fate PartFate(string group, string part, IReadOnlyList<ShellNode> nodes, ShellNode node, Fate fate)
    {
        if (node.Item.IsFunction)
        {
            return new Fate(null, null, Ignored: false);
        }

        if (part is "if" or "elif" or "while" or "until")
        {
            // A condition's failure is an answer.
            return new Fate(null, null, Ignored: true);
        }

        if (group is "for" or "select" or "while" or "until" && nodes.Count > 0)
        {
            var exits = nodes[^1].Options.ExitOnError && !fate.Ignored;
            return exits ? fate : fate with { OfList = fate.OfList ?? "in a loop without -e only the last round's failure counts" };
        }

        return group == "(" ? fate with { OfShell = fate.OfList } : fate;
    }

    /// <summary>What a failure comes to that <c>||</c> hands to another command.</summary>
    private static string? Handled(ShellNode handler, bool isSimple, string? otherwise, Fate fate)
    {
        if (!isSimple)
        {
            return null;
        }

        return StatusOf(handler, 0) switch
        {
            Status.Succeeds => $"|| {Words(handler)}",
            Status.Exits => fate.OfShell,
            Status.Fails => otherwise,
            _ => null,
        };
    }

    private static string Words(ShellNode handler) => handler.Parts is null
        ? string.Join(' ', handler.Item.Words.Select(word => word.Text).Take(3))
        : $"{handler.Item.Words[0].Text} … {(handler.IsSubshell ? ")" : "}")}";

    private enum Status
    {
        Unknown,
        Succeeds,
        Fails,
        Exits,
    }

    /// <summary>How a handler ends, as far as its own words tell.</summary>
    private static Status StatusOf(ShellNode node, int depth)
    {
        if (node.Parts is { } parts)
        {
            if (node.Item.Words[0].Text is not ("{" or "(") || parts.Count != 1 || parts[0].Nodes.Count == 0 || depth > 8)
            {
                return Status.Unknown;
            }

            foreach (var inner in parts[0].Nodes)
            {
                if (StatusOf(inner, depth + 1) == Status.Exits)
                {
                    return node.IsSubshell ? Status.Fails : Status.Exits;
                }
            }

            var last = parts[0].Nodes[^1];
            var alone = parts[0].Nodes.Count == 1 || parts[0].Nodes[^2].After == ShellOperator.Sequence;
            return StatusOf(last, depth + 1) is var status && (alone || status == Status.Succeeds) ? status : Status.Unknown;
        }

        return node.Item.Invocation is not { } command ? node.Item.Substitutions.Count == 0 ? Status.Succeeds : Status.Unknown : command.Program switch
        {
            "true" or ":" or "echo" or "printf" => Status.Succeeds,
            "false" => Status.Fails,
            "exit" or "return" => command.Has("0") ? Status.Succeeds : Status.Exits,
            _ => Status.Unknown,
        };
    }

    /// <param name="OfList">What becomes of the failure that the list ends with; null when it is noticed.</param>
    /// <param name="OfShell">The same when the shell ends there.</param>
    /// <param name="Ignored">Whether -e is off because the list stands in a condition or before <c>&amp;&amp;</c> or <c>||</c>.</param>
    private readonly record struct Fate(string? OfList, string? OfShell, bool Ignored);
}
