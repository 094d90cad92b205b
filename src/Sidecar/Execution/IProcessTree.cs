namespace Sidecar.Execution;

/// <summary>Ends what executions started.</summary>
internal interface IProcessTree
{
    /// <summary>Starts a process whose descendants are an execution's.</summary>
    ChildProcess Start(Func<ChildProcess> start);

    /// <summary>Ends a running execution; what it has below it may still be there until <see cref="Finish"/>.</summary>
    void Kill(ChildProcess root);

    /// <summary>Fetches an ended execution's status and ends what it left behind.</summary>
    int Finish(ChildProcess root);
}
