using Harness.Suite;

namespace Harness.EngineTests.Mutants;

/// <summary>Watches nothing: the report is what a test looks at.</summary>
internal sealed class SilentObserver : IRunObserver
{
    public void Planned(IReadOnlyList<(string CheckId, Subject Subject)> all)
    {
    }

    public void Sandbox(Subject subject, string state)
    {
    }

    public void Started(string checkId, Subject subject)
    {
    }

    public void Finished(CheckResult result)
    {
    }
}
