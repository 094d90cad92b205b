using System.Diagnostics.CodeAnalysis;

namespace Harness.Checks.Programs;

/// <summary>One value of a program's report: what it read, or why it could not read it.</summary>
/// <param name="Value">The value; null when it could not be read.</param>
/// <param name="Problem">The reason, in the program's words; null when it was read.</param>
public sealed record Reported<T>(T? Value, string? Problem)
    where T : class
{
    /// <summary>Whether the program could read it.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsKnown => Value is not null;
}
