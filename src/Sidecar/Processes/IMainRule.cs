namespace Sidecar.Processes;

/// <summary>Tells which processes could be main.</summary>
internal interface IMainRule
{
    /// <summary>Every process that qualifies; the contract allows exactly one.</summary>
    IReadOnlyList<ProcessEntry> Candidates(IReadOnlyList<ProcessEntry> processes, string ownMountNamespace);
}
