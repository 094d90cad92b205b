using Harness.Checks;
using Harness.Sandboxes;
using Harness.Sandboxes.Docker;
using Harness.Suite;
using NUnit.Framework;

namespace Conformance;

/// <summary>The whole suite in Docker, as <c>harness test docker</c> runs it.</summary>
[TestFixture]
internal sealed class DockerTests() : ConformanceTests(Backend.Docker, Checks, "just", "test-images")
{
    private static IReadOnlyList<Check> Checks { get; } = CheckCatalog.On(Backend.Docker);

    private static IEnumerable<TestCaseData> Cases => CasesOf(Backend.Docker, Checks);

    [TestCaseSource(nameof(Cases))]
    public void Conforms(ConformanceCase one) => Verify(one);

    protected override async Task<RunReport> RunAsync(CancellationToken cancellation)
    {
        using var engine = Suite.Connect();
        return await Suite.RunAsync(
            engine,
            Checks,
            new DockerBackend(engine, Suite.OwnSidecar, startTimeout: Suite.Timeout),
            docker: null,
            Session.NewId(),
            cancellation);
    }
}
