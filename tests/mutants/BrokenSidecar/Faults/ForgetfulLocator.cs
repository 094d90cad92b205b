using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Looks for main again each time, so that a wrong rule meets whatever runs at that moment.</summary>
internal sealed class ForgetfulLocator(ProcFileSystem proc, IMainRule rule) : IMainLocator
{
    public MainProcess Locate() => new MainLocator(proc, rule).Locate();
}
