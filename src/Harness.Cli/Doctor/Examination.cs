using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Catalog;
using Harness.Cli.Rendering;
using Harness.Images;
using Harness.Platform.Docker;
using Harness.Platform.Processes;
using Harness.Reports;

namespace Harness.Cli.Doctor;

/// <summary>Looks at this machine. Every question is answered by asking the thing itself.</summary>
/// <param name="processes">Runs programs.</param>
/// <param name="connect">Connects to the engine.</param>
/// <param name="loadCatalog">Reads the catalog.</param>
/// <param name="bases">Finds out where bases would come from.</param>
internal sealed partial class Examination(
    IProcessRunner processes, Func<DockerEngine> connect, Func<ImageCatalog> loadCatalog, BaseSourceResolver bases)
{
    private const string Setup = "on Debian './scripts/setup.sh' installs it";
    private const long NeededBytes = 10L << 30;
    private static readonly Version LeastBuildx = new(0, 13);
    private static readonly Version LeastSdk = new(10, 0);
    private static readonly Version LeastPodman = new(5, 0);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    // Two questions are about it, and it is read once.
    private readonly Lazy<ImageCatalog> catalog = new(loadCatalog);

    /// <summary>All questions at once; the answers in a fixed order.</summary>
    public async Task<IReadOnlyList<Diagnosis>> RunAsync(CancellationToken cancellation)
    {
        var provider = ProviderAsync(cancellation);
        var engine = EngineAsync(cancellation);
        var answers = await Task.WhenAll(
            Task.Run(Catalog, cancellation),
            Task.Run(Versions, cancellation),
            ProgramAsync(
                ".NET SDK", "dotnet", ["--version"], LeastSdk,
                $"install the .NET SDK {LeastSdk} from your distribution or https://dot.net", cancellation),
            DiagnosisAsync(engine),
            PodmanAsync(engine, cancellation),
            BuildxAsync(engine, cancellation),
            ProgramAsync(
                "just", "just", ["--version"], null,
                $"install just (it starts the recipes; scripts/harness works without it); {Setup}", cancellation, needed: false),
            provider,
            DebianRootAsync(cancellation),
            DiskAsync(engine));
        return [.. answers.OfType<Diagnosis>()];

        // The other rows differ with the engine; this one is a row like them.
        static async Task<Diagnosis?> DiagnosisAsync(Task<(Diagnosis Diagnosis, bool IsPodman)> engine) => (await engine).Diagnosis;
    }

    private static string Free(long bytes) => (bytes / (double)(1L << 30)).ToString("0.0 GiB", CultureInfo.InvariantCulture);

    private static async Task<Diagnosis?> DiskAsync(Task<(Diagnosis Diagnosis, bool IsPodman)> engine)
    {
        // Images are where the engine keeps them; on this machine that is the drive of its default directory, if at all.
        var usual = (await engine).IsPodman ? "/var/lib/containers" : "/var/lib/docker";
        var place = Directory.Exists(usual) ? usual : Path.GetTempPath();
        var free = new DriveInfo(place).AvailableFreeSpace;
        return free >= NeededBytes
            ? Diagnosis.Ok("disk space", $"{Free(free)} free at {place}")
            : Diagnosis.Missing("disk space", $"{Free(free)} free at {place}", $"free at least {Free(NeededBytes)}, for example with 'docker system prune'");
    }

    private Diagnosis? Catalog()
    {
        try
        {
            return Diagnosis.Ok("catalog", $"{catalog.Value.Images.Count} images, {catalog.Value.Languages.Count()} languages in {CatalogLoader.FileName}");
        }
        catch (UsageException fault)
        {
            return Diagnosis.Missing("catalog", string.Join(Environment.NewLine, fault.Problems), "mend what is named");
        }
    }

    private Diagnosis? Versions()
    {
        const string name = "versions";
        try
        {
            var ends = LifeEnds.Of(
                catalog.Value.Images.SelectMany(image => image.Versions).Select(version => (version, version.Value)),
                DateOnly.FromDateTime(DateTime.UtcNow));
            return ends.Count == 0
                ? Diagnosis.Ok(name, "none is near its end of life, as far as is known")
                : Diagnosis.Absent(name, string.Join(Environment.NewLine, ends), "raise them with 'harness pins --update --major', or by hand");
        }
        catch (UsageException)
        {
            return Diagnosis.Absent(name, "not known: the catalog cannot be read", "mend the catalog");
        }
    }

    private async Task<(Diagnosis Diagnosis, bool IsPodman)> EngineAsync(CancellationToken cancellation)
    {
        const string Name = "Docker Engine";
        try
        {
            using var engine = connect();
            var version = await engine.VersionAsync(cancellation);
            var found = $"{version.Version} for {version.Os}/{version.Arch} at {engine.Context.Endpoint.Text} (context {engine.Context.Name})";
            return await engine.IsPodmanAsync(cancellation)
                ? (Diagnosis.Ok(
                    Name,
                    $"Podman {found}; images are built with the podman command, without --push and BuildKit's caches; "
                        + "docs/podman.md says what else differs"), true)
                : (Diagnosis.Ok(Name, found), false);
        }
        catch (HarnessException fault)
        {
            return (Diagnosis.Missing(Name, fault.Message, $"start it, or choose another with 'docker context use'; {Setup}"), false);
        }
    }

    private async Task<Diagnosis?> PodmanAsync(Task<(Diagnosis Diagnosis, bool IsPodman)> engine, CancellationToken cancellation) =>
        (await engine).IsPodman
            ? await ProgramAsync(
                "podman", "podman", ["--version"], LeastPodman,
                $"install the podman command {LeastPodman} or newer, with which images are built (Debian: apt-get install podman)", cancellation)
            : null;

    private async Task<Diagnosis?> BuildxAsync(Task<(Diagnosis Diagnosis, bool IsPodman)> engine, CancellationToken cancellation) =>
        (await engine).IsPodman
            ? await ProgramAsync(
                "buildx", "docker", ["buildx", "version"], LeastBuildx,
                $"only for bases of a registry and for --builder: install the docker CLI with buildx {LeastBuildx} or newer; {Setup}",
                cancellation, needed: false)
            : await ProgramAsync(
                "buildx", "docker", ["buildx", "version"], LeastBuildx,
                $"install the docker CLI with buildx {LeastBuildx} or newer; {Setup}", cancellation);

    private async Task<Diagnosis?> ProviderAsync(CancellationToken cancellation)
    {
        try
        {
            var source = await bases.ResolveAsync(null, cancellation);
            // What a search for dhi.io's login came to is the reason already.
            var login = source.Provider == BaseProvider.Mirror ? $"; {await bases.ExplainLoginAsync(source, cancellation)}" : "";
            return Diagnosis.Ok("bases", $"{ReportContent.Describe(source.Provider.ToString().ToLowerInvariant())} ({source.Reason}{login})");
        }
        catch (HarnessException fault)
        {
            return Diagnosis.Missing("bases", fault.Message, "correct DHI_MIRROR, or unset it");
        }
    }

    private async Task<Diagnosis?> DebianRootAsync(CancellationToken cancellation)
    {
        const string Name = "mmdebstrap";
        if (await RootIsThereAsync(cancellation))
        {
            return Diagnosis.Ok(Name, $"not needed: {BaseSource.LocalRoot} is there");
        }

        return await ProgramAsync(
            Name, Name, ["--version"], null,
            $"only for local stand-ins, and only where the engine cannot pull debian:trixie-slim; {Setup}", cancellation, needed: false);
    }

    private async Task<bool> RootIsThereAsync(CancellationToken cancellation)
    {
        try
        {
            using var engine = connect();
            return await engine.FindImageAsync(BaseSource.LocalRoot.ToString(), cancellation) is not null;
        }
        catch (HarnessException)
        {
            // That there is no engine has an answer of its own.
            return false;
        }
    }

    private async Task<Diagnosis?> ProgramAsync(
        string name, string file, IReadOnlyList<string> arguments, Version? least, string remedy, CancellationToken cancellation, bool needed = true)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Deadline);
        try
        {
            var result = await processes.RunAsync(new ProcessCommand(file, arguments), cancellation: deadline.Token);
            if (!result.Succeeded)
            {
                // It is there, so what to install is not the first thing to say; its last line mostly says what is amiss.
                var words = result.Error.Trim() is { Length: > 0 } error ? error : result.Output.Trim();
                return Not(
                    $"'{file}' is there, but '{file} {string.Join(' ', arguments)}' ended with {result.ExitCode}: {words.Split('\n')[^1].Trim()}",
                    $"mend what it says; otherwise {remedy}");
            }

            var line = result.Output.Split('\n', 2)[0].Trim();
            return least is not null && VersionIn(line) is { } version && version < least
                ? Not($"{version} is older than {least}")
                : Diagnosis.Ok(name, line);
        }
        catch (InfrastructureException)
        {
            return Not($"'{file}' is not on PATH");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Not($"'{file}' did not answer within {Deadline.TotalSeconds} s");
        }

        Diagnosis Not(string found, string? instead = null) =>
            needed ? Diagnosis.Missing(name, found, instead ?? remedy) : Diagnosis.Absent(name, found, instead ?? remedy);
    }

    private static Version? VersionIn(string text) =>
        VersionForm.Match(text) is { Success: true } match && Version.TryParse(match.Value, out var version) ? version : null;

    [GeneratedRegex(@"[0-9]+\.[0-9]+(\.[0-9]+)?")]
    private static partial Regex VersionForm { get; }
}
