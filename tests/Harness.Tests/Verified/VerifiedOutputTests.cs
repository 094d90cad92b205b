using NUnit.Framework;
using Shouldly;
using Root = Harness.Tests.Catalog.RepositoryRoot;

namespace Harness.Tests.Verified;

/// <summary>Whoever changes what users read shows it to the review: the files beside this one are what they read.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class VerifiedOutputTests
{
    private static readonly VerifiedFiles Files = new(
        Path.Combine(Root.Path, "tests", "Harness.Tests", "Verified"), Environment.GetEnvironmentVariable(VerifiedFiles.Variable) == "1");

    private static IEnumerable<string> Names => Outputs.All.Select(output => output.File);

    [TestCaseSource(nameof(Names))]
    public void It_is_as_it_was_verified(string file) => Files.Hold(file, Outputs.All.Single(output => output.File == file).Write());

    [Test]
    public void Every_verified_file_is_one_that_is_written() => Files.Names.ShouldBeSubsetOf(Names);
}
