using System.CommandLine;
using System.CommandLine.Parsing;

namespace Harness.Cli.CommandLine;

/// <summary>What is wrong with a command line, all of it, in sentences that name the nearest valid word.</summary>
internal static class UsageErrors
{
    /// <summary>The problems; empty for a valid command line and for one that asks for help.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
        {
            // Help is for what there is: a verb that is none has no help.
            return parsed.CommandResult.Command.Subcommands.Count > 0
                ? [.. parsed.UnmatchedTokens.Where(token => !token.StartsWith('-')).Take(1).Select(token => Unknown(token, parsed.CommandResult.Command))]
                : [];
        }

        var problems = UnknownWords(parsed).Select(token => Unknown(token, parsed.CommandResult.Command)).ToList();
        // The library reports an unknown word and the verb that is missing because of it on the command; an option's
        // own errors say what is valid already.
        problems.AddRange(parsed.Errors.Where(error => error.SymbolResult is not CommandResult).Select(error => error.Message));
        if (problems.Count > 0)
        {
            return problems;
        }

        return parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 } command
            ? [$"'{command.Name}' needs one of these words next: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}."]
            : [.. parsed.Errors.Select(error => error.Message)];
    }

    /// <summary>The command that shows help for the verb at hand.</summary>
    public static string HelpCommand(ParseResult parsed)
    {
        return $"{Path(parsed.CommandResult.Command)} --help";
    }

    /// <summary>The command's name as it is typed, for example <c>harness test docker</c>.</summary>
    public static string Path(Command command) =>
        string.Join(' ', Parents(command).Reverse().Append(command).Select(part => part.Name));

    /// <summary>The commands above this one, the nearest first.</summary>
    public static IEnumerable<Command> Parents(Command command)
    {
        for (var parent = Parent(command); parent is not null; parent = Parent(parent))
        {
            yield return parent;
        }

        static Command? Parent(Command command) => command.Parents.OfType<Command>().FirstOrDefault();
    }

    /// <summary>Words that are nothing; also those that a list of names swallowed although they look like an option.</summary>
    private static IEnumerable<string> UnknownWords(ParseResult parsed) => parsed.UnmatchedTokens.Concat(
        parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Where(word => word.StartsWith('-') && word.Length > 1));

    private static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var candidates = isOption ? OptionNames(command) : [.. command.Subcommands.Select(verb => verb.Name)];
        var kind = isOption ? "option" : candidates.Count > 0 ? "verb" : "argument";
        var word = token.Split('=', 2)[0];
        var hint = Suggestion.For(word, candidates);
        if (hint.Length == 0)
        {
            hint = isOption || candidates.Count == 0 ? "." : $"; valid are: {string.Join(", ", candidates)}.";
        }

        return $"unknown {kind} '{word}'{hint}";
    }

    private static List<string> OptionNames(Command command)
    {
        var common = Parents(command).SelectMany(parent => parent.Options.Where(option => option.Recursive));
        return [.. command.Options.Concat(common)
            .SelectMany(option => option.Aliases.Append(option.Name))
            .Where(name => name.StartsWith("--", StringComparison.Ordinal))];
    }
}
