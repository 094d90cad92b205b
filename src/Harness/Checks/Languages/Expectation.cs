using System.Globalization;
using Harness.Catalog;
using Sidecar.Protocol;

namespace Harness.Checks.Languages;

/// <summary>Compares an execution with what the catalog says of the program.</summary>
internal static class Expectation
{
    /// <summary>What the catalog asks for, in words.</summary>
    public static string Words(ProgramDefinition program)
    {
        var exit = program.ExitCode is { } code
            ? string.Create(CultureInfo.InvariantCulture, $"exit code {code}")
            : "an exit code other than 0";
        var stdout = program.Stdout is null ? "" : $", stdout {Evidence.Quote(program.Stdout)}";
        var stderr = string.Concat(program.StderrContains.Select(text => $", stderr with {Evidence.Quote(text)}"));
        return exit + stdout + stderr;
    }

    /// <summary>What is different, with the evidence; nothing when all is as the catalog says.</summary>
    public static IReadOnlyList<string> Problems(ProgramDefinition program, ExecuteResponse response)
    {
        List<string> problems = [];
        if (program.ExitCode is { } code ? response.ExitCode != code : response.ExitCode == 0)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"the exit code is {response.ExitCode}"));
        }

        if (program.Stdout is not null && response.Stdout != program.Stdout)
        {
            problems.Add("stdout is different");
        }

        problems.AddRange(program.StderrContains
            .Where(text => !response.Stderr.Contains(text, StringComparison.Ordinal))
            .Select(text => $"stderr lacks {Evidence.Quote(text)}"));

        if (response.TimedOut == true)
        {
            problems.Add("it was ended by its time limit");
        }

        return problems.Count == 0 ? [] : [string.Join("; ", problems), Evidence.Of(response)];
    }
}
