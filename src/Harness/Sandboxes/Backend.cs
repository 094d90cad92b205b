namespace Harness.Sandboxes;

/// <summary>Where sandboxes run.</summary>
public sealed record Backend
{
    internal Backend(string word) => Word = word;

    /// <summary>A Docker Engine.</summary>
    public static Backend Docker { get; } = new("docker");

    /// <summary>A Kubernetes cluster.</summary>
    public static Backend Kubernetes { get; } = new("k8s");

    /// <summary>Its word on the command line and in reports.</summary>
    public string Word { get; }

    /// <inheritdoc />
    public override string ToString() => Word;
}
