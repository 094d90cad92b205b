using Harness.Reports;
using Harness.Suite;
using NUnit.Framework;
using Shouldly;
using static Harness.Tests.Reports.Samples;

namespace Harness.Tests.Reports;

[TestFixture, Parallelizable(ParallelScope.All)]
public class ReproductionTests
{
    private static readonly TestRequest Full = new(
        ["py", "ts"], ["RUN002"], ["RUN012"], "ghcr.io/u/k", "2026 11", "my/sidecar:1",
        new Dictionary<string, string> { ["PYTHON_VERSION"] = "3.14" },
        Parallel: 3, Shard: (1, 2), Timeout: TimeSpan.FromSeconds(90), HostPort: 20000);

    [Test]
    public void A_run_is_reproduced_with_all_its_options() =>
        new Reproduction(Full).Run.ShouldBe(
            "just test-images -l py -l ts --check RUN002 --skip RUN012 -t '2026 11' -r ghcr.io/u/k --sidecar-image my/sidecar:1 "
            + "--build-arg PYTHON_VERSION=3.14 --timeout 90s --parallel 3 --shard 1/2 --host-port 20000");

    [Test]
    public void One_result_is_reproduced_alone_on_the_same_images() =>
        new Reproduction(Full).Of(Failed("RUN002", TypeScriptInDocker), Run().Images[1]).ShouldBe(
            "just test-images -l ts --check RUN002 -t '2026 11' -r ghcr.io/u/k --sidecar-image my/sidecar:1 --build-arg PYTHON_VERSION=3.14 --timeout 90s");

    [Test]
    public void A_check_of_the_whole_image_is_reproduced_with_its_first_language() =>
        new Reproduction(Request()).Of(Failed("CFG001", new("nodejs", null, null)), Run().Images[1])
            .ShouldBe("just test-images -l js --check CFG001");

    [Test]
    public void A_check_of_a_Dockerfile_is_reproduced_without_an_engine() =>
        new Reproduction(Full).Of(Failed("DF003", new("nodejs", null, null)), Run().Images[1]).ShouldBe("./scripts/harness lint -i nodejs");
}
