namespace Harness;

/// <summary>The exit statuses of every verb.</summary>
public enum ExitStatus
{
    /// <summary>Everything passed.</summary>
    Passed = 0,

    /// <summary>At least one check failed.</summary>
    CheckFailed = 1,

    /// <summary>Wrong usage: unknown language, image, check or option, or a bad catalog.</summary>
    Usage = 2,

    /// <summary>Infrastructure: no engine, image missing, build failed, sandbox did not start.</summary>
    Infrastructure = 3,

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    Interrupted = 130,
}

/// <summary>A fault that ends the run with a message for people: what was expected, what was seen, what to do.</summary>
/// <param name="status">The exit status that it leads to.</param>
/// <param name="problems">Every problem found, one complete sentence or paragraph each; never empty.</param>
/// <param name="inner">The cause, shown with <c>--verbose</c>.</param>
public abstract class HarnessException(ExitStatus status, IReadOnlyList<string> problems, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, problems), inner)
{
    /// <summary>The exit status that this fault leads to.</summary>
    public ExitStatus Status { get; } = status;

    /// <summary>Every problem, one message each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>The caller asked for something that does not exist or does not make sense. All problems at once.</summary>
public sealed class UsageException(params IReadOnlyList<string> problems) : HarnessException(ExitStatus.Usage, problems);

/// <summary>The machine, the engine, the cluster or an image is not there or does not work.</summary>
public class InfrastructureException(string problem, Exception? inner = null)
    : HarnessException(ExitStatus.Infrastructure, [problem], inner);
