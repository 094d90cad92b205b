using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Building;
using Harness.Cli.Rendering;
using Harness.Cli.Terminal;
using Harness.Reports;
using Harness.Suite;
using Spectre.Console;

namespace Harness.Cli.Workflows;

/// <summary>Says what would be built and tested; nothing is done.</summary>
/// <param name="output">Where it writes.</param>
internal sealed class PlanWorkflow(Output output)
{
    /// <summary>Writes both plans.</summary>
    /// <param name="build">What would be built.</param>
    /// <param name="test">What would be tested; null when only a build is asked for.</param>
    /// <param name="commands">The commands of the build; null when they are not asked for.</param>
    public ExitStatus Run(BuildPlan build, TestPlan? test, IReadOnlyList<string>? commands = null)
    {
        var versions = build.Images.SelectMany(image => image.Definition.Versions.Select(version =>
            (version, image.Args.FirstOrDefault(arg => arg.Name == version.Arg)?.Value ?? version.Value)));
        foreach (var ending in LifeEnds.Of(versions, DateOnly.FromDateTime(DateTime.UtcNow)))
        {
            output.Message($"Warning: {ending}");
        }

        if (output.Format == OutputFormat.Json)
        {
            output.WriteJson(json => Write(json, build, test, commands));
            return ExitStatus.Passed;
        }

        WriteBuild(build);
        if (test is not null)
        {
            WriteTest(test);
        }

        if (commands is not null)
        {
            Heading("Commands", "that would run");
            foreach (var command in commands)
            {
                WriteLine(command);
            }
        }

        return ExitStatus.Passed;
    }

    /// <summary>Writes the cells of a CI matrix, one for each image, as one line: a job's output may have no more.</summary>
    /// <exception cref="UsageException">There is no cell: a matrix of nothing would be a night without tests.</exception>
    public ExitStatus RunMatrix(RunPlan plan)
    {
        output.Out.WriteLine(new JsonArray([.. CiMatrix.Of(plan).Select(cell => new JsonObject
        {
            ["image"] = cell.Image,
            ["languages"] = cell.Languages,
            ["bases"] = Name(cell.Bases),
        })]).ToJsonString());
        return ExitStatus.Passed;
    }

    private static string Provider(BuildPlan plan) => Name(plan.Source.Provider);

    private static string Name(Enum value) => value.ToString().ToLowerInvariant();

    private static string Origin(ArgOrigin origin) => origin == ArgOrigin.CommandLine ? "command line" : Name(origin);

    private void WriteBuild(BuildPlan plan)
    {
        WriteLine($"Bases: {ReportContent.Describe(Provider(plan))} ({plan.Source.Reason})");
        foreach (var one in plan.Bases)
        {
            Heading($"base {one.Reference}", $"stage {Name(one.Variant)} of {one.Definition.Context}");
            WriteArgs(one.Args);
        }

        foreach (var image in plan.Images)
        {
            Heading(image.Reference.ToString(), $"from {image.BaseReference}");
            WriteArgs([.. image.Args, .. image.Defaults]);
        }
    }

    private void WriteTest(TestPlan plan)
    {
        output.Results.WriteLine();
        output.Results.MarkupLine("[bold]Tests[/]");
        foreach (var target in plan.Targets)
        {
            WriteLine($"{target.Reference}: {string.Join(", ", plan.ChecksOf(target.Definition).Select(check => check.Id))}");
            foreach (var language in target.Languages)
            {
                WriteLine(
                    $"  {language.Name}: "
                    + $"{string.Join(", ", plan.SandboxChecks.Where(check => check.AppliesTo(target.Definition, language)).Select(check => check.Id))}");
            }
        }

        WriteLine($"sidecar: {plan.SidecarImage}");
    }

    private void WriteArgs(IReadOnlyList<PlannedArg> args)
    {
        var width = args.Select(arg => arg.Name.Length).DefaultIfEmpty().Max();
        foreach (var arg in args)
        {
            WriteLine($"  {arg.Name.PadRight(width)}  {(arg.Value.Length == 0 ? "(empty)" : arg.Value)}  [{Origin(arg.Origin)}]");
        }
    }

    private void Heading(string title, string detail)
    {
        output.Results.WriteLine();
        output.Results.MarkupLine($"[bold]{Markup.Escape(title)}[/] {Markup.Escape(detail)}");
    }

    // References and values are there to be copied: never wrapped.
    private void WriteLine(string text) => output.Out.WriteLine(text);

    private static void Write(Utf8JsonWriter json, BuildPlan build, TestPlan? test, IReadOnlyList<string>? commands)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", JsonReport.SchemaVersion);
        json.WriteStartObject("bases");
        json.WriteString("provider", Provider(build));
        json.WriteString("registry", build.Source.Registry);
        json.WriteString("reason", build.Source.Reason);
        json.WriteStartArray("standIns");
        foreach (var one in build.Bases)
        {
            json.WriteStartObject();
            json.WriteString("reference", one.Reference.ToString());
            json.WriteString("context", one.Definition.Context);
            json.WriteString("variant", Name(one.Variant));
            WriteArgs(json, one.Args);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("images");
        foreach (var image in build.Images)
        {
            json.WriteStartObject();
            json.WriteString("name", image.Definition.Name);
            json.WriteString("reference", image.Reference.ToString());
            json.WriteString("base", image.BaseReference);
            json.WriteString("context", image.Definition.Context);
            WriteArgs(json, [.. image.Args, .. image.Defaults]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (test is not null)
        {
            Write(json, test);
        }

        if (commands is not null)
        {
            json.WriteStartArray("commands");
            foreach (var command in commands)
            {
                json.WriteStringValue(command);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TestPlan test)
    {
        json.WriteString("sidecar", test.SidecarImage.Text);
        // One entry for each CI job: an image and a language of it.
        json.WriteStartArray("matrix");
        foreach (var target in test.Targets)
        {
            foreach (var language in target.Languages)
            {
                json.WriteStartObject();
                json.WriteString("image", target.Definition.Name);
                json.WriteString("reference", target.Reference.ToString());
                json.WriteString("language", language.Name);
                json.WriteString("alias", language.Alias);
                json.WriteStartArray("checks");
                foreach (var check in test.ChecksOf(target.Definition))
                {
                    json.WriteStringValue(check.Id);
                }

                foreach (var check in test.SandboxChecks.Where(check => check.AppliesTo(target.Definition, language)))
                {
                    json.WriteStringValue(check.Id);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteArgs(Utf8JsonWriter json, IReadOnlyList<PlannedArg> args)
    {
        json.WriteStartArray("args");
        foreach (var arg in args)
        {
            json.WriteStartObject();
            json.WriteString("name", arg.Name);
            json.WriteString("value", arg.Value);
            json.WriteString("origin", Origin(arg.Origin));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
