namespace Sidecar.Execution;

/// <summary>Something that is limited is used up for now: the request can be sent again later.</summary>
internal sealed class ExhaustedException(string message) : Exception(message);
