namespace Harness.Dockerfiles;

/// <summary>A value after its variables were put in.</summary>
/// <param name="Text">The value; what is not known is left out.</param>
/// <param name="Known">False when a variable in it has no value that the Dockerfile tells.</param>
internal readonly record struct Expanded(string Text, bool Known);
