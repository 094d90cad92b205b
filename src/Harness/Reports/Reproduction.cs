using System.Globalization;
using Harness.Checks.Dockerfiles;
using Harness.Images;
using Harness.Platform.Processes;
using Harness.Suite;

namespace Harness.Reports;

/// <summary>The commands that do a run, or one check of it, again.</summary>
/// <param name="request">What the run was asked for.</param>
/// <param name="recipe">The command's first words; null for the suite in Docker.</param>
public sealed class Reproduction(TestRequest request, IReadOnlyList<string>? recipe = null)
{
    private static readonly string[] InDocker = ["just", "test-images"];

    /// <summary>The command of the whole run.</summary>
    public string Run { get; } = Join(
    [
        .. recipe ?? InDocker,
        .. Options("-l", request.Languages),
        .. Options("--check", request.Checks),
        .. Options("--skip", request.Skip),
        .. Images(request),
        .. request.Parallel is { } parallel ? ["--parallel", Number(parallel)] : Array.Empty<string>(),
        .. request.Shard is { } shard ? ["--shard", $"{Number(shard.Index)}/{Number(shard.Count)}"] : Array.Empty<string>(),
        .. request.HostPort is { } port ? ["--host-port", Number(port)] : Array.Empty<string>(),
    ]);

    /// <summary>The command for one result alone; the checks that it requires come with it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="image">Its image; null when it is not known, and then all languages are run.</param>
    public string Of(CheckResult result, ImageUnderTest? image)
    {
        if (DockerfileChecks.All.Any(check => check.Id == result.CheckId))
        {
            // Neither the images nor an engine are needed to see it again.
            return Join(["./scripts/harness", "lint", "-i", result.Subject.Image]);
        }

        // A check of the whole image comes with any of its languages.
        var language = image?.Definition.Languages.FirstOrDefault(
            one => result.Subject.Language is null || one.Name == result.Subject.Language);
        return Join(
        [
            .. recipe ?? InDocker,
            .. language is null ? Array.Empty<string>() : ["-l", language.Alias],
            "--check", result.CheckId,
            .. Images(request),
        ]);
    }

    private static IEnumerable<string> Images(TestRequest request) =>
    [
        .. request.Tag == "latest" ? Array.Empty<string>() : ["-t", request.Tag],
        .. request.Registry is null ? Array.Empty<string>() : ["-r", request.Registry],
        .. request.Pull ? ["--pull"] : Array.Empty<string>(),
        .. request.SidecarImage is null ? Array.Empty<string>() : ["--sidecar-image", request.SidecarImage],
        .. Options("--build-arg", request.BuildArgs?.Select(argument => $"{argument.Key}={argument.Value}") ?? []),
        .. request.Timeout is { } timeout ? ["--timeout", $"{Number((int)timeout.TotalSeconds)}s"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Options(string name, IEnumerable<string> values) =>
        values.SelectMany(value => new[] { name, value });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(ShellQuoting.Quote));
}
