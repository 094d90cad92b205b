using Harness.Checks.Static;
using Harness.Suite.Inspection;
using Harness.Tests.Checks;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Suite.Inspection;

public sealed class StaticFindingsTests
{
    [Test]
    public async Task An_interruption_ends_the_judging() =>
        await Should.ThrowAsync<OperationCanceledException>(() => StaticFindings.OfAsync(
            StaticChecks.All, Given.Image(), Given.Snapshot(), dockerfile: null, new CancellationToken(canceled: true)));
}
