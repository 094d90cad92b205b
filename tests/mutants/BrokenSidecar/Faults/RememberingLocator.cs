using Sidecar.Processes;

namespace BrokenSidecar.Faults;

/// <summary>Looks for main once and never again.</summary>
internal sealed class RememberingLocator(IMainLocator real) : IMainLocator
{
    private readonly Lazy<MainProcess> main = new(real.Locate, LazyThreadSafetyMode.PublicationOnly);

    public MainProcess Locate() => main.Value;
}
