namespace Sidecar.Execution;

/// <summary>What the kernel says of the memory limit that the sidecar and the programs share.</summary>
internal interface IMemoryEvents
{
    /// <summary>How many processes the kernel has ended because the limit was reached; null when it does not say.</summary>
    long? Kills();
}
