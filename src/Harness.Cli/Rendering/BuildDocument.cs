using System.CommandLine;
using Harness.Building;
using Harness.Cli.Terminal;
using Harness.Platform.Docker;
using Harness.Reports;

namespace Harness.Cli.Rendering;

/// <summary>
/// What <c>harness build --output json</c> prints for deployment systems: one document, whatever happens. Its keys <c>status</c>,
/// <c>images</c>, <c>name</c>, <c>ports</c> and <c>_shell</c> are those of buildpacks for hardened images.
/// </summary>
internal static class BuildDocument
{
    /// <summary>The verb that prints it.</summary>
    public const string Verb = "build";

    /// <summary>Whether a command line asks for it.</summary>
    public static bool IsAskedFor(ParseResult parsed, Output output) => output.Format == OutputFormat.Json && parsed.CommandResult.Command.Name == Verb;

    /// <summary>Everything was built.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="built">
    /// What was built, with what the engine says of it, and whether a shell is in it; null where an image went to a
    /// registry and is in no engine.
    /// </param>
    /// <param name="time">How long it took.</param>
    public static void WriteSuccess(
        Output output, BuildPlan plan, IReadOnlyList<(BuiltImage Image, ImageDetails? Details, bool? Shell)> built, TimeSpan time) => output.WriteJson(json =>
    {
        var declared = plan.Images.ToDictionary(image => image.Definition.Name, image => image.Definition.Shell);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteString("status", "success");
        json.WriteString("baseProvider", plan.Source.Provider.ToString().ToLowerInvariant());
        json.WriteNumber("build_time", Seconds(time));
        json.WriteStartArray("images");
        foreach (var (image, details, shell) in built)
        {
            json.WriteStartObject();
            json.WriteString("name", image.Reference.Repository);
            json.WriteString("image", image.Name);
            json.WriteString("reference", image.Reference.ToString());
            json.WriteString("digest", image.Digest ?? details?.Id);
            json.WriteStartArray("ports");
            foreach (var port in details?.Config?.Ports ?? [])
            {
                json.WriteStringValue(port);
            }

            json.WriteEndArray();
            json.WriteStartArray("platforms");
            foreach (var platform in image.Platforms)
            {
                json.WriteStartObject();
                json.WriteString("platform", platform.Platform);
                json.WriteString("digest", platform.Digest);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("attestations");
            foreach (var kind in image.Attestations)
            {
                json.WriteStringValue(kind);
            }

            json.WriteEndArray();
            json.WriteBoolean("_shell", shell ?? declared[image.Name]);
            json.WriteNumber("durationSeconds", Seconds(image.Duration));
            json.WriteBoolean("cached", image.Cached);
            json.WriteNumber("bytes", details?.Size ?? 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        // Whoever deploys several can only rely on a shell where each of them has one.
        json.WriteBoolean("_shell", built.Count > 0 && built.All(one => one.Shell ?? declared[one.Image.Name]));
        json.WriteEndObject();
    });

    /// <summary>Something went wrong, from the command line to the last image.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="status">The exit status.</param>
    /// <param name="problems">What went wrong.</param>
    /// <param name="time">How long it took until then.</param>
    public static void WriteFailure(Output output, ExitStatus status, IReadOnlyList<string> problems, TimeSpan time) => output.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteString("status", "error");
        json.WriteNumber("exit_code", (int)status);
        json.WriteString("error", string.Join('\n', problems));
        json.WriteNumber("build_time", Seconds(time));
        json.WriteEndObject();
    });

    private static decimal Seconds(TimeSpan time) => Math.Round((decimal)time.TotalSeconds, 3);
}
