using Harness.Suite;
using NUnit.Framework;

namespace Conformance;

/// <summary>Tells a test runner's log how the sandboxes come and go; the results are the cases' own.</summary>
internal sealed class ProgressObserver : IRunObserver
{
    public void Planned(IReadOnlyList<(string CheckId, Subject Subject)> all) => TestContext.Progress.WriteLine($"{all.Count} checks");

    public void Sandbox(Subject subject, string state) => TestContext.Progress.WriteLine($"{subject}: {state}");

    public void Started(string checkId, Subject subject)
    {
    }

    public void Finished(CheckResult result)
    {
    }
}
