using Harness.Building;

namespace Harness.Cli.Workflows;

/// <summary>What of the bases and versions is asked for.</summary>
/// <param name="Build">The images, and where their bases come from.</param>
/// <param name="Check">Whether a base that is gone, changed or not recorded ends with 1.</param>
/// <param name="Update">Whether versions and record are brought up to date.</param>
/// <param name="Major">Whether a version may get another first component.</param>
internal sealed record PinsRequest(BuildRequest Build, bool Check, bool Update, bool Major);
