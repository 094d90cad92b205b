namespace Harness.Suite;

/// <summary>Sees a run as it goes: live progress. Called from several threads; implementations must be thread-safe.</summary>
public interface IRunObserver
{
    /// <summary>The checks that will be carried out, before the first.</summary>
    void Planned(IReadOnlyList<(string CheckId, Subject Subject)> all);

    /// <summary>A sandbox is being started, is ready, or is being removed.</summary>
    void Sandbox(Subject subject, string state);

    /// <summary>A check begins.</summary>
    void Started(string checkId, Subject subject);

    /// <summary>A check ended.</summary>
    void Finished(CheckResult result);
}
