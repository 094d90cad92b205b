using System.Security.Cryptography;

namespace Harness.Sandboxes;

/// <summary>
/// What the sidecar of one sandbox asks its clients for, so that programs, which share its network, cannot use its port. A
/// sidecar that knows nothing of it ignores it. This is no record, which would print it.
/// </summary>
public sealed class SidecarToken
{
    private const int Digits = 64;

    private SidecarToken(string value) => Value = value;

    /// <summary>The sidecar's variable that holds it.</summary>
    public const string Variable = "SIDECAR_TOKEN";

    /// <summary>The sidecar's variable that names a file which holds it.</summary>
    public const string FileVariable = "SIDECAR_TOKEN_FILE";

    /// <summary>The token itself: for the sidecar's environment and its client's headers, and nothing else.</summary>
    internal string Value { get; }

    /// <summary>A token that nobody else has.</summary>
    public static SidecarToken Create() => new(RandomNumberGenerator.GetHexString(Digits, lowercase: true));

    /// <summary>Whether a variable of a sidecar is its token or says where that is.</summary>
    internal static bool IsNamed(string variable) => variable is Variable or FileVariable;

    /// <inheritdoc />
    public override string ToString() => "(a token, not shown)";
}
