using Harness.Checks.Static;
using Harness.Inspecting;
using Harness.Tests.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Inspecting;

public sealed class StaticFindingsTests
{
    [Test]
    public async Task An_interruption_ends_the_judging() =>
        await Should.ThrowAsync<OperationCanceledException>(() => StaticFindings.OfAsync(
            StaticChecks.All, Given.Image(), Given.Snapshot(), dockerfile: null, new CancellationToken(canceled: true)));
}
