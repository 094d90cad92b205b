namespace Sidecar.Processes;

/// <summary>Finds main.</summary>
internal interface IMainLocator
{
    /// <summary>Main as it is now.</summary>
    /// <exception cref="MainUnavailableException">There is none, there are several, or its environment cannot be read.</exception>
    MainProcess Locate();
}
