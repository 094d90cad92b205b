namespace Harness.Platform.Docker;

/// <summary>The files of a TLS connection to an engine, in PEM.</summary>
/// <param name="Authority">The certificate of the authority that signed the engine's; null for the machine's own authorities.</param>
/// <param name="Certificate">The client's certificate; null when the engine asks for none.</param>
/// <param name="Key">The client's key.</param>
/// <param name="Verify">Whether the engine's certificate is verified.</param>
public sealed record DockerTls(string? Authority, string? Certificate, string? Key, bool Verify);
