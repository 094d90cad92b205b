namespace Harness.Snapshots.Baselines;

/// <summary>A saved state as its file has it; <see cref="BaselineFile"/> says what the members are.</summary>
internal sealed record BaselineDocument(
    int SchemaVersion,
    string Image,
    string Digest,
    string Platform,
    string User,
    string WorkingDirectory,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Command,
    IReadOnlyList<string> Environment,
    Dictionary<string, string> Packages,
    Dictionary<string, FileState> Files,
    Dictionary<string, Dictionary<string, string>> Libraries);
