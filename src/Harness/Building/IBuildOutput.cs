namespace Harness.Building;

/// <summary>Reads what a build writes, and tells what it is about.</summary>
internal interface IBuildOutput
{
    /// <summary>Whether every step of the Dockerfile came from the cache.</summary>
    bool AllCached { get; }

    /// <summary>Whether it was a step of the Dockerfile that failed, and not what comes before or after it, such as a push.</summary>
    bool FailedInStep { get; }

    /// <summary>Takes a line of standard output.</summary>
    void Output(string line);

    /// <summary>Takes a line of standard error; it may come at the same time as one of standard output.</summary>
    void Error(string line);

    /// <summary>What failed, where, in which words, and its last lines.</summary>
    /// <param name="exitCode">The exit status of the program that built.</param>
    /// <param name="dockerfile">The Dockerfile's path, as people know it.</param>
    string Failure(int exitCode, string dockerfile);
}
