using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>What a check found at one place of a Dockerfile.</summary>
/// <param name="Check">The check.</param>
/// <param name="File">The Dockerfile's path, as people know it.</param>
/// <param name="Position">Where.</param>
/// <param name="Message">What is there and what it leads to.</param>
/// <param name="Exempt">The reason for which the Dockerfile excepts it; null for a finding that counts.</param>
public sealed record LintFinding(CheckInfo Check, string File, SourcePosition Position, string Message, string? Exempt)
{
    /// <summary>Where, and what is wrong there.</summary>
    public SourcePlace Place => new(File, Position.Line, Position.Column, Message);

    /// <summary>Place and message, in the form that editors and CI services make a link of.</summary>
    public override string ToString() => $"{File}:{Position}: {Message}";
}
