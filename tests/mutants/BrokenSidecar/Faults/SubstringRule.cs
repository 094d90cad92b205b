using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Takes any process for main that has "sleep" somewhere in its command line, wherever it runs.</summary>
internal sealed class SubstringRule : IMainRule
{
    public IReadOnlyList<ProcessEntry> Candidates(IReadOnlyList<ProcessEntry> processes, string ownMountNamespace) =>
        [.. processes.Where(process => process.Alive && string.Join(' ', process.Argv).Contains("sleep", StringComparison.Ordinal))];
}
