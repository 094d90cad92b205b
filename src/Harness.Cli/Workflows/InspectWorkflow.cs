using Harness.Catalog;
using Harness.Checks;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Reports;
using Harness.Snapshots;
using Harness.Snapshots.Archives;
using Harness.Snapshots.Baselines;
using Harness.Snapshots.Cache;
using Harness.Suite;
using Harness.Suite.Inspection;

namespace Harness.Cli.Workflows;

/// <summary>
/// Says what images consist of, what the static checks find in them, and how they differ from a saved state. No container
/// is started, and for images in files no engine is asked.
/// </summary>
/// <param name="catalog">The images that can be named shortly.</param>
/// <param name="checks">The checks.</param>
/// <param name="connect">Connects to the engine; called for images that are there.</param>
/// <param name="cache">What earlier runs read.</param>
/// <param name="examine">Looks for attestations; called where they are asked for.</param>
/// <param name="output">Where it writes.</param>
internal sealed class InspectWorkflow(
    ImageCatalog catalog,
    IReadOnlyList<Check> checks,
    Func<DockerEngine> connect,
    SnapshotCache cache,
    Func<AttestationExamination> examine,
    Output output)
{
    /// <summary>Inspects the images named, or all of the catalog.</summary>
    /// <exception cref="UsageException">The request makes no sense, or an image or a state cannot be found or told apart.</exception>
    /// <exception cref="InfrastructureException">An image is not in the engine, or cannot be read.</exception>
    public async Task<ExitStatus> RunAsync(InspectRequest request, CancellationToken cancellation)
    {
        Refuse(request);
        var images = new List<InspectedImage>();
        foreach (var name in request.Images.Count == 0 ? catalog.Images.Select(image => image.Name) : request.Images)
        {
            images.Add(await ReadAsync(name, request, cancellation));
        }

        var attested = request.Attestations ? await AttestedAsync(images, cancellation) : null;
        var findings = request.Findings ? new List<IReadOnlyList<CheckResult>>() : null;
        foreach (var image in findings is null ? [] : images)
        {
            var held = image.UnderTest(catalog, catalog.Images.FirstOrDefault(one => one.Name == request.As));
            findings!.Add(await StaticFindings.OfAsync(
                checks, held, image.Snapshot, Path.Combine(catalog.Root, held.Definition.Context, "Dockerfile"), cancellation));
        }

        var comparison = request.Against is { } against
            ? await CompareAsync(images[0], against, request, cancellation)
            : null;
        // What was judged while the signal came is not shown as if nothing had happened, and no state is kept of it.
        cancellation.ThrowIfCancellationRequested();
        Show(images, findings, attested, comparison);
        Keep(images[0], request);
        return findings is not null && StaticFindings.Status([.. findings.SelectMany(one => one)]) is var status and not ExitStatus.Passed ? status
            : comparison is { Differences.Count: > 0 } && !request.Accept ? ExitStatus.CheckFailed
            : ExitStatus.Passed;
    }

    private async Task<List<IReadOnlyList<AttestedSubject>>> AttestedAsync(IReadOnlyList<InspectedImage> images, CancellationToken cancellation)
    {
        using var examination = examine();
        List<IReadOnlyList<AttestedSubject>> attested = [];
        foreach (var image in images)
        {
            attested.Add(await examination.RunAsync(image, cancellation));
        }

        return attested;
    }

    private void Refuse(InspectRequest request)
    {
        var problems = new List<string>();
        var names = catalog.Images.Select(image => image.Name).ToList();
        if (request.As is { } expected && !names.Contains(expected))
        {
            problems.Add($"unknown image '{expected}' for --as{Suggestion.Among(expected, names, "images")}");
        }
        else if (request is { As: not null, Findings: false })
        {
            problems.Add("--as says what --findings holds the image to; add --findings.");
        }

        if ((request.Save ?? request.Against) is not null && request.Images.Count != 1)
        {
            problems.Add($"{(request.Save is null ? "--against" : "--save")} is about one image; name it.");
        }

        if (request.Save is { } save && File.Exists(save))
        {
            problems.Add(
                $"'{save}' is there already, and --save accepts nothing by chance. See what is different with --against "
                + $"{save}, and take it over with --accept.");
        }

        if (request.Against is { } state && state.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !File.Exists(state))
        {
            problems.Add($"'{state}': there is no such saved state; --save {state} makes one.");
        }
        else if (request.Accept && (request.Against is not { } against || !IsState(against)))
        {
            problems.Add("--accept takes the image's state over into the file that --against names, which must be a saved state.");
        }

        if (request.Platform is not null && request.Images.Append(request.Against ?? "").All(image => ImageLocation.Parse(image) is null))
        {
            problems.Add("--platform chooses among the images of an archive or a layout; an image in the engine has the one that it has.");
        }

        if (problems.Count > 0)
        {
            throw new UsageException(problems);
        }
    }

    /// <summary>A saved state is a file that is no archive.</summary>
    private static bool IsState(string text) => ImageLocation.Parse(text) is null && File.Exists(text);

    private async Task<InspectedImage> ReadAsync(string name, InspectRequest request, CancellationToken cancellation)
    {
        if (ImageLocation.Parse(name) is { } location)
        {
            var file = await new ImageFileReader(cache).ReadAsync(location, request.Platform, request.Attestations, cancellation);
            return new InspectedImage(location.ToString(), file.Names, file.Snapshot) { Attestations = file.Attestations };
        }

        var reference = catalog.Images.Any(image => image.Name == name) ? ImageReference.For(name, request.Registry, request.Tag).ToString() : name;
        using var engine = connect();
        var details = await engine.FindImageAsync(reference, cancellation)
            ?? throw new InfrastructureException(
                $"The image {reference} is not in the Docker Engine at {engine.Context}, so there is nothing to inspect. "
                + "`just build-images` builds those of the catalog, `docker pull` fetches others.");
        return new InspectedImage(
            reference,
            [reference, .. details.RepoTags ?? []],
            await new SnapshotReader(engine, cache).ReadAsync(details.Id, cancellation))
        {
            RegistryDigests = details.RepoDigests ?? [],
        };
    }

    private async Task<ComparedImage> CompareAsync(InspectedImage image, string against, InspectRequest request, CancellationToken cancellation)
    {
        var before = IsState(against)
            ? BaselineFile.Read(against)
            : State(await ReadAsync(against, request, cancellation));
        var after = State(image);
        return new ComparedImage(before, after, StateComparison.Compare(before, after), Accepted: request.Accept);
    }

    private void Show(
        IReadOnlyList<InspectedImage> images,
        List<IReadOnlyList<CheckResult>>? findings,
        List<IReadOnlyList<AttestedSubject>>? attested,
        ComparedImage? comparison)
    {
        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
                json.WriteStartArray("images");
                foreach (var (index, image) in images.Index())
                {
                    InspectionJson.Write(json, image, findings?[index], attested?[index], checks);
                }

                json.WriteEndArray();
                if (comparison is not null)
                {
                    InspectionJson.Write(json, comparison);
                }

                json.WriteEndObject();
            });
            return;
        }

        if (comparison is not null)
        {
            new ComparisonText(output).Write(comparison);
        }

        var text = new InspectionText(output, checks);
        foreach (var (index, image) in images.Index())
        {
            if (index > 0)
            {
                output.Out.WriteLine();
            }

            if (comparison is null)
            {
                text.Write(image);
            }

            if (attested is not null)
            {
                text.Write(attested[index]);
            }

            if (findings is not null)
            {
                text.Write(findings[index]);
            }
        }
    }

    private void Keep(InspectedImage image, InspectRequest request)
    {
        if ((request.Save ?? (request.Accept ? request.Against : null)) is { } file)
        {
            BaselineFile.Write(file, State(image));
            output.Message($"Saved the state of {image.Source} in {file}.");
        }
    }

    private static ImageState State(InspectedImage image) => ImageState.Of(image.Source, image.Snapshot);
}
