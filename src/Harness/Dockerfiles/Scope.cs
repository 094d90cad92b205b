using System.Collections.Immutable;

namespace Harness.Dockerfiles;

/// <summary>The variables that an instruction sees.</summary>
/// <param name="Args">The ARGs declared so far in its stage and in those that it starts from.</param>
/// <param name="Env">What ENV has set so far; it hides an ARG of the same name.</param>
internal sealed record Scope(ImmutableDictionary<string, Expanded> Args, ImmutableDictionary<string, Expanded> Env)
{
    /// <summary>Nothing.</summary>
    public static Scope Empty { get; } = new(
        ImmutableDictionary.Create<string, Expanded>(StringComparer.Ordinal), ImmutableDictionary.Create<string, Expanded>(StringComparer.Ordinal));

    /// <summary>A variable's value; null when it is not declared.</summary>
    public Expanded? Lookup(string name) =>
        Env.TryGetValue(name, out var env) ? env : Args.TryGetValue(name, out var arg) ? arg : null;

    /// <summary>Whether it is declared.</summary>
    public bool Declares(string name) => Env.ContainsKey(name) || Args.ContainsKey(name);
}
