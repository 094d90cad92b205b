namespace Harness.Dockerfiles.Shell;

/// <summary>What follows a command.</summary>
internal enum ShellOperator
{
    /// <summary>Nothing: the end of the script.</summary>
    End,

    /// <summary><c>;</c>, a newline or <c>&amp;</c>.</summary>
    Sequence,

    /// <summary><c>&amp;&amp;</c>.</summary>
    And,

    /// <summary><c>||</c>.</summary>
    Or,

    /// <summary><c>|</c> or <c>|&amp;</c>.</summary>
    Pipe,
}
