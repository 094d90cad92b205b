namespace Harness.Checks;

/// <summary>Runs the catalog's programs in a sandbox.</summary>
public sealed class ProgramRunner;
