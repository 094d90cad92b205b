using System.Collections.Concurrent;
using Harness.Catalog;
using Harness.EngineTests.Platform.Docker;
using Harness.EngineTests.Sandboxes;
using Harness.Images;
using Harness.Sandboxes;
using NUnit.Framework;
using Shouldly;
using Sidecar.Protocol;

namespace Harness.EngineTests.Images;

/// <summary>
/// Programs of the kind that people and models write, in <c>images/programs/real</c>: each runs in a sandbox of its language as
/// clients of the sidecar send it, ends with 0, says nothing on standard error and prints what the file beside it has. A gate
/// with a seed runs a part of them.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.Children)]
internal sealed class RealProgramTests
{
    private const string Directory = "images/programs/real";
    private const uint Parts = 5;
    private const int Seconds = 120;

    private readonly string session = Session.NewId();
    private readonly ConcurrentDictionary<string, Lazy<Task<ISandbox>>> sandboxes = new();

    private static IEnumerable<TestCaseData> Programs =>
        from language in Repository.Catalog.Images.SelectMany(image => image.Languages.Select(language => (Image: image, Language: language)))
        let directory = Path.Combine(Repository.Root, Directory, language.Language.Name)
        where System.IO.Directory.Exists(directory)
        from file in System.IO.Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal)
        where Path.GetExtension(file) != RealProgram.OutputExtension
        let name = $"{language.Language.Name}/{Path.GetFileNameWithoutExtension(file)}"
        where Rotation.Takes(name, Parts)
        select new TestCaseData(language.Image.Name, language.Language, new RealProgram(file)).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Programs))]
    public async Task It_prints_what_it_should(string image, LanguageDefinition language, RealProgram program)
    {
        var sandbox = await sandboxes.GetOrAdd(language.Name, _ => new(() => StartAsync(image, language))).Value;

        var response = await sandbox.ExecuteAsync(new ExecuteRequest(program.Source, Seconds), CancellationToken.None);

        response.Stderr.ShouldBeEmpty(response.Stdout);
        response.Stdout.ShouldBe(program.Output);
        response.ExitCode.ShouldBe(0);
    }

    [OneTimeTearDown]
    public async Task RemoveSandboxes()
    {
        foreach (var sandbox in sandboxes.Values)
        {
            await (await sandbox.Value).DisposeAsync();
        }

        await Leftovers.ShouldBeNoneAsync(session);
    }

    private async Task<ISandbox> StartAsync(string image, LanguageDefinition language)
    {
        var spec = SandboxSpec.For(
            ImageReference.For(image).ToString(),
            RealEngine.Sidecar,
            $"real-{language.Name}",
            language,
            Session.Labels(session)) with
        { Token = SidecarToken.Create() };
        var sandbox = await Specs.Backend().StartAsync(spec, CancellationToken.None);
        await Specs.UntilReadyAsync(sandbox);
        return sandbox;
    }

    /// <summary>A program and what it prints, both UTF-8.</summary>
    /// <param name="Path">Where its source is.</param>
    internal sealed record RealProgram(string Path)
    {
        /// <summary>Of the file that has the program's name and its output.</summary>
        public const string OutputExtension = ".out";

        public string Source => File.ReadAllText(Path);

        public string Output => File.ReadAllText(System.IO.Path.ChangeExtension(Path, OutputExtension));
    }
}
