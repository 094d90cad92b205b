using Harness.Snapshots;

namespace Harness.Tests.Snapshots;

/// <summary>Reads layers from bytes.</summary>
internal static class Layers
{
    public static Layer Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var peek = new PeekStream(stream);
        return new LayerReader().Read(peek);
    }

    /// <summary>The entry of the only change of a layer.</summary>
    public static FileEntry Only(byte[] bytes) => ((LayerChange.Add)Read(bytes).Changes.Single()).Entry;
}
