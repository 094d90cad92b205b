using Harness.Catalog;
using Harness.Checks.Dockerfiles;
using Shouldly;

namespace Harness.Tests.Checks.Dockerfiles;

/// <summary>A Dockerfile that every check passes, to be changed in one place.</summary>
internal static class SampleDockerfile
{
    public const string Good = """
        ARG DHI_REGISTRY=dhi.io
        ARG DEBIAN_VERSION=debian13
        ARG APP_VERSION=3.13
        ARG GCC_VERSION=14
        ARG APP_BASE=${DHI_REGISTRY}/app:${APP_VERSION}-${DEBIAN_VERSION}
        # global

        FROM ${APP_BASE}-dev AS builder
        ARG APP_VERSION
        SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
        # builder

        FROM ${APP_BASE}-dev AS plain
        # plain

        FROM ${APP_BASE} AS final
        # final
        WORKDIR /mnt/data
        USER 65532:65532
        ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/usr/bin"]
        CMD ["sleep", "infinity"]
        # end

        """;

    /// <summary>The ids of the checks that fail on the sample with one text in another's place.</summary>
    public static IReadOnlyList<string> Failing(string old, string changed, bool? shell = null)
    {
        var report = Lint(old, changed, shell);
        report.Faults.ShouldBeEmpty();
        return [.. report.Open.Select(finding => finding.Check.Id).Distinct()];
    }

    public static LintReport Lint(string old, string changed, bool? shell = null)
    {
        Good.ShouldContain(old);
        return Linter.Lint(Good.Replace(old, changed, StringComparison.Ordinal), "Dockerfile", shell is null ? null : Image(shell.Value));
    }

    private static ImageDefinition Image(bool shell) => new Harness.Tests.Checks.Static.SampleImage { Shell = shell }.Definition;
}
