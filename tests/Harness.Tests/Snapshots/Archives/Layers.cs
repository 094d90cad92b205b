using Harness.Snapshots;
using Harness.Snapshots.Archives;

namespace Harness.Tests.Snapshots.Archives;

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
