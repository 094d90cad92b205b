using System.Collections.Frozen;

namespace Harness.Dockerfiles.Shell;

/// <summary>Programs that only run another, which is the one that matters.</summary>
internal static class Wrappers
{
    /// <param name="WithValue">Options that a value follows.</param>
    /// <param name="Operands">How many words of its own stand before the command.</param>
    /// <param name="Verb">The word that makes it a wrapper, for example <c>run</c>; null when it always is one.</param>
    private sealed record Wrapper(string[] WithValue, int Operands = 0, string? Verb = null);

    private static readonly Wrapper Plain = new([]);

    private static readonly FrozenDictionary<string, Wrapper> All = new Dictionary<string, Wrapper>(StringComparer.Ordinal)
    {
        ["builtin"] = Plain,
        ["bundle"] = new([], Verb: "exec"),
        ["catatonit"] = Plain,
        ["chroot"] = new([], Operands: 1),
        ["chrt"] = new([], Operands: 1),
        ["command"] = Plain,
        ["conda"] = new(["-n", "--name", "-p", "--prefix", "--cwd"], Verb: "run"),
        ["doas"] = new(["-u", "-C"]),
        ["dumb-init"] = new(["--rewrite", "-r"]),
        ["eatmydata"] = Plain,
        ["env"] = new(["-u", "--unset", "-C", "--chdir"]),
        ["exec"] = new(["-a"]),
        ["fakeroot"] = Plain,
        ["flock"] = new(["-w", "--timeout", "-E"], Operands: 1),
        ["gosu"] = new([], Operands: 1),
        ["ionice"] = new(["-c", "-n", "-p"]),
        ["linux32"] = Plain,
        ["linux64"] = Plain,
        ["mamba"] = new(["-n", "--name", "-p", "--prefix", "--cwd"], Verb: "run"),
        ["micromamba"] = new(["-n", "--name", "-p", "--prefix", "--cwd"], Verb: "run"),
        ["nice"] = new(["-n", "--adjustment"]),
        ["nohup"] = Plain,
        ["pipenv"] = new([], Verb: "run"),
        ["poetry"] = new([], Verb: "run"),
        ["setarch"] = new([], Operands: 1),
        ["setpriv"] = new([]),
        ["setsid"] = Plain,
        ["stdbuf"] = new(["-i", "-o", "-e"]),
        ["su-exec"] = new([], Operands: 1),
        ["sudo"] = new(["-u", "--user", "-g", "--group", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D", "-R"]),
        ["time"] = new(["-f", "-o"]),
        ["timeout"] = new(["-s", "--signal", "-k", "--kill-after"], Operands: 1),
        ["tini"] = new(["-e", "-p"]),
        ["unshare"] = Plain,
        ["uv"] = new(["--with", "--python", "-p"], Verb: "run"),
        ["xargs"] = new(["-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "--arg-file", "--delimiter", "--max-args", "--max-procs"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Where the words of the command begin that this one runs.</summary>
    public static int Skip(IReadOnlyList<ShellWord> words)
    {
        var at = SkipAssignments(words, 0);
        while (at < words.Count && All.TryGetValue(Invocation.Name(words[at].Text), out var wrapper))
        {
            if (wrapper.Verb is { } verb && (at + 1 >= words.Count || words[at + 1].Text != verb))
            {
                break;
            }

            var next = SkipOptions(words, at + (wrapper.Verb is null ? 1 : 2), wrapper);
            next = SkipAssignments(words, next);
            next += wrapper.Operands;
            if (next >= words.Count)
            {
                // Nothing is run, so the program itself is what matters: exec alone, time alone.
                break;
            }

            at = next;
        }

        return at;
    }

    private static int SkipOptions(IReadOnlyList<ShellWord> words, int at, Wrapper wrapper)
    {
        for (; at < words.Count && (words[at].Text.StartsWith('-') || Invocation.IsAssignment(words[at].Text)); at++)
        {
            if (words[at].Text == "--")
            {
                return at + 1;
            }

            at += wrapper.WithValue.Contains(words[at].Text) ? 1 : 0;
        }

        return Math.Min(at, words.Count);
    }

    private static int SkipAssignments(IReadOnlyList<ShellWord> words, int at)
    {
        while (at < words.Count && Invocation.IsAssignment(words[at].Text))
        {
            at++;
        }

        return at;
    }
}
