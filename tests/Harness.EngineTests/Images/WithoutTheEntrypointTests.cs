using System.Globalization;
using Harness.Catalog;
using Harness.Images;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.EngineTests.Images;

/// <summary>
/// The migration guide's test scripts start a runtime by <c>docker run --entrypoint</c>, without <c>env -i</c>: with ENV, which is the base's, and not with
/// the ENTRYPOINT's variables. An image has to be usable so, too, and to have nothing to warn of.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.Children)]
internal sealed class WithoutTheEntrypointTests
{
    private const string Output = "/mnt/data/a.out";

    private static readonly ProcessRunner Runner = new();

    private static IEnumerable<TestCaseData> Languages =>
        from image in Repository.Catalog.Images
        from language in image.Languages
        select new TestCaseData(image, language).SetArgDisplayNames(language.Name);

    [TestCaseSource(nameof(Languages)), CancelAfter(300_000)]
    public async Task Hello_runs_and_says_nothing_on_standard_error(ImageDefinition image, LanguageDefinition language, CancellationToken cancellation)
    {
        var hello = language.Programs[ProgramRole.Hello];
        var directory = Directory.CreateTempSubdirectory("kcr-hello");
        try
        {
            File.Copy(Path.Combine(Repository.Root, hello.Path), Path.Combine(directory.FullName, language.File));
            // The container's user is another than this one.
            await Commands.RunAsync("chmod", "-R", "a+rwX", directory.FullName);

            var result = await StartAsync(image, language, directory.FullName, cancellation);

            result.Error.ShouldBeEmpty();
            result.Output.ShouldBe(hello.Stdout);
            result.ExitCode.ShouldBe(0);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<ProcessResult> StartAsync(ImageDefinition image, LanguageDefinition language, string directory, CancellationToken cancellation)
    {
        IReadOnlyList<string> command = [.. language.Run.Select(word => word
            .Replace("{file}", language.File, StringComparison.Ordinal)
            .Replace("{out}", Output, StringComparison.Ordinal))];
        if (language.Shell)
        {
            // One command is a compiler, of which the program comes after; java's second one is the start itself.
            var isProgram = command.Count == 1;
            return await RunAsync("/bin/sh", ["-c", string.Join(" && ", isProgram ? [.. command, Output] : command)]);
        }

        var runtime = image.Runtimes.FirstOrDefault(path => path.EndsWith($"/{command[0]}", StringComparison.Ordinal)) ?? command[0];
        var first = await RunAsync(runtime, [.. command.Skip(1)]);
        return first.Succeeded && command.Contains(Output) ? await RunAsync(Output, []) : first;

        Task<ProcessResult> RunAsync(string entrypoint, IReadOnlyList<string> arguments) => Runner.RunAsync(
            new ProcessCommand(
                "docker",
                [
                    "run", "--rm", "--network", "none", "--volume", string.Create(CultureInfo.InvariantCulture, $"{directory}:/mnt/data"),
                    "--workdir", "/mnt/data",
                    "--entrypoint", entrypoint, ImageReference.For(image.Name).ToString(), .. arguments,
                ]),
            cancellation: cancellation);
    }
}
