namespace Harness.Checks.Programs;

/// <summary>A secret that only a program in main's file system can read.</summary>
/// <param name="Path">Where it lies, below main's root.</param>
/// <param name="Content">What it says: unique to this sandbox.</param>
public sealed record PlantedNonce(string Path, string Content)
{
    /// <summary>A nonce that no other sandbox has.</summary>
    public static PlantedNonce Create()
    {
        var id = Guid.NewGuid().ToString("N");
        return new PlantedNonce($"/tmp/kcr-nonce-{id}", $"nonce {id}");
    }
}
