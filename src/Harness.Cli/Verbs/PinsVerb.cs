using System.CommandLine;
using Harness.Building;
using Harness.Cli.CommandLine;
using Harness.Cli.Workflows;

namespace Harness.Cli.Verbs;

/// <summary><c>harness pins</c>.</summary>
internal static class PinsVerb
{
    /// <summary>Gives the verb its options and its action.</summary>
    public static void Define(Command command, IWorkflows workflows, VerbHost host)
    {
        var build = new BuildOptions();
        var check = new Option<bool>("--check") { Description = "End with 1 where a base is gone, changed in what images rely on, or was never recorded." };
        var update = new Option<bool>("--update")
        {
            Description = "Raise versions to the newest that the registry has, in the catalog and the Dockerfiles, and record the bases in images/pins.json.",
        };
        var major = new Option<bool>("--major") { Description = "With --update: also to another first number, such as from 24 to 26." };
        command.Add(build.Images);
        command.Add(build.Bases);
        command.Add(build.BuildArgs);
        command.Add(check);
        command.Add(update);
        command.Add(major);
        command.Validators.Add(result =>
        {
            if (result.GetValue(check) && result.GetValue(update))
            {
                result.AddError("--check and --update contradict each other: the one says what is not as recorded, the other records it.");
            }

            if (result.GetValue(major) && !result.GetValue(update))
            {
                result.AddError("--major says how far --update goes; give both.");
            }
        });
        Help.AddTo(command, ["harness pins", "harness pins python --bases dhi", "harness pins --check", "harness pins --update && git diff"]);
        command.SetAction(host((parsed, output, cancellation) => workflows.PinsAsync(
            new PinsRequest(
                new BuildRequest(parsed.GetValue(build.Images) ?? [], Provider: parsed.GetValue(build.Bases), BuildArgs: parsed.GetValue(build.BuildArgs)),
                parsed.GetValue(check),
                parsed.GetValue(update),
                parsed.GetValue(major)),
            output,
            cancellation)));
    }
}
