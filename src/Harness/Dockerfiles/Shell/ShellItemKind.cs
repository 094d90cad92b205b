namespace Harness.Dockerfiles.Shell;

/// <summary>What an item of a script is.</summary>
internal enum ShellItemKind
{
    /// <summary>A simple command.</summary>
    Command,

    /// <summary>The beginning of a group: <c>(</c>, <c>{</c>, <c>if</c>, <c>while</c>, <c>for</c>, <c>case</c>.</summary>
    Open,

    /// <summary>A word between the parts of a group: <c>then</c>, <c>do</c>, <c>else</c>, <c>elif</c>, <c>;;</c>.</summary>
    Branch,

    /// <summary>The end of a group.</summary>
    Close,
}
