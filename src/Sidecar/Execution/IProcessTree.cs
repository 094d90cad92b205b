namespace Sidecar.Execution;

/// <summary>Ends what executions started.</summary>
internal interface IProcessTree
{
    /// <summary>Starts a process whose descendants are an execution's.</summary>
    ChildProcess Start(Func<ChildProcess> start);

    /// <summary>Ends a running execution: the process and everything below it, daemons included.</summary>
    void Kill(ChildProcess root);

    /// <summary>Fetches an ended execution's status and ends what it left behind.</summary>
    int Finish(ChildProcess root);
}
