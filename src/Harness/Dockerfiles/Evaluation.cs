namespace Harness.Dockerfiles;

/// <summary>What a Dockerfile means with certain build ARGs: each stage's base, and what each instruction sees.</summary>
internal sealed class Evaluation
{
    private static readonly IReadOnlyList<string> DefaultShell = ["/bin/sh", "-c"];
    private static readonly IReadOnlyList<string> WindowsShell = ["cmd", "/S", "/C"];

    private readonly IReadOnlyDictionary<string, string> buildArgs;
    private readonly Expansion expansion;
    private readonly Dictionary<string, ResolvedStage> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Expanded> globals = new(StringComparer.Ordinal);
    private readonly List<ResolvedStage> stages = [];

    private Evaluation(Dockerfile dockerfile, IReadOnlyDictionary<string, string> buildArgs)
    {
        this.buildArgs = buildArgs;
        expansion = new Expansion(dockerfile.Escape);
        foreach (var setting in dockerfile.Global.SelectMany(instruction => instruction.Settings))
        {
            if (buildArgs.TryGetValue(setting.Name, out var given))
            {
                globals[setting.Name] = new Expanded(given, true);
            }
            else if (setting.Value is { } value)
            {
                globals[setting.Name] = expansion.Expand(value.Value, Global);
            }
            else
            {
                globals.TryAdd(setting.Name, new Expanded("", false));
            }
        }

        foreach (var stage in dockerfile.Stages)
        {
            var resolved = Resolve(stage);
            stages.Add(resolved);
            if (stage.Name is { } name)
            {
                names[name] = resolved;
            }
        }
    }

    /// <summary>The ARGs before the first FROM.</summary>
    public IReadOnlyDictionary<string, Expanded> Globals => globals;

    /// <summary>The stages.</summary>
    public IReadOnlyList<ResolvedStage> Stages => stages;

    /// <summary>The last stage, which makes the image; null without stages.</summary>
    public ResolvedStage? Final => stages.Count == 0 ? null : stages[^1];

    /// <summary>Works it out.</summary>
    public static Evaluation Of(Dockerfile dockerfile, IReadOnlyDictionary<string, string> buildArgs) => new(dockerfile, buildArgs);

    /// <summary>The stage that <c>--from</c> names by name or number; null for an image or a named context.</summary>
    public ResolvedStage? StageOf(string reference) =>
        names.TryGetValue(reference, out var named) ? named
        : int.TryParse(reference, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number < stages.Count ? stages[number]
        : null;

    private Expanded? Global(string name) => globals.TryGetValue(name, out var value) ? value : null;

    private ResolvedStage Resolve(Stage stage)
    {
        var reference = expansion.Expand(stage.Base.Value, Global);
        var parent = names.GetValueOrDefault(reference.Text);
        var image = parent is not null || reference.Text is "scratch" or "" ? null : reference.Text;
        var platform = stage.From.FlagOf("platform")?.Value is { Value.Length: > 0 } given ? expansion.Expand(given.Value, Global) : new Expanded("", true);
        var constant = platform is { Known: true, Text.Length: > 0 } && stage.From.FlagOf("platform")!.Value!.Value.AsSpan().IndexOf('$') < 0;
        var place = parent?.End ?? Start(stage, reference, platform.Text);
        var instructions = new List<ResolvedInstruction>(stage.Instructions.Count);
        var user = parent?.User;
        foreach (var instruction in stage.Instructions)
        {
            var resolved = place with { Instruction = instruction };
            instructions.Add(resolved);
            place = After(resolved);
            user = instruction.Keyword == "USER" ? (instruction, resolved.Expand(instruction.Arguments)) : user;
        }

        var triggered = place with { Scope = Scope.Empty with { Env = place.Scope.Env } };
        for (var at = 0; at < instructions.Count; at++)
        {
            if (instructions[at].Instruction.Trigger is { } trigger)
            {
                triggered = triggered with { Instruction = trigger };
                instructions[at] = instructions[at] with { Trigger = triggered };
                triggered = After(triggered);
            }
        }

        return new ResolvedStage(stage, parent, image, reference.Known, instructions, user, place)
        {
            IsScratch = parent is null && reference.Text == "scratch",
            Platform = platform.Text.Length == 0 && parent is not null ? parent.Platform : platform,
            PlatformIsConstant = constant || (platform.Text.Length == 0 && parent?.PlatformIsConstant == true),
        };
    }

    private ResolvedInstruction Start(Stage stage, Expanded reference, string platform)
    {
        var based = reference.Text == "scratch" ? BaseImage.Scratch : BaseImage.Of(reference.Text, reference.Known, platform);
        var shell = based.Distribution == Distribution.Windows ? WindowsShell : DefaultShell;
        return new ResolvedInstruction(stage.From, Scope.Empty, "", shell, based, expansion);
    }

    /// <summary>What holds after an instruction.</summary>
    private ResolvedInstruction After(ResolvedInstruction resolved) => resolved.Keyword switch
    {
        "ARG" => resolved.Instruction.Settings.Aggregate(resolved, Declare),
        "ENV" => resolved with
        {
            Scope = resolved.Scope with
            {
                Env = resolved.Scope.Env.SetItems(resolved.Instruction.Settings.Select(setting =>
                    KeyValuePair.Create(setting.Name, resolved.Expand(setting.Value?.Value ?? ""))))
            }
        },
        "SHELL" when resolved.Instruction.Exec is { } shell => resolved with { Shell = [.. shell.Select(word => word.Value)] },
        "WORKDIR" => resolved with { WorkingDirectory = Directory(resolved.WorkingDirectory, resolved.Expand(resolved.Instruction.Arguments).Text) },
        _ => resolved,
    };

    /// <summary>One ARG after another: a default may use the one before it.</summary>
    private ResolvedInstruction Declare(ResolvedInstruction resolved, Setting setting)
    {
        var value = buildArgs.TryGetValue(setting.Name, out var given) ? new Expanded(given, true)
            : setting.Value is { } standard ? resolved.Expand(standard)
            : Global(setting.Name) ?? new Expanded("", false);
        return resolved with { Scope = resolved.Scope with { Args = resolved.Scope.Args.SetItem(setting.Name, value) } };
    }

    /// <summary>Relative to the one before; longer than any file system allows, it is not followed further.</summary>
    private static string Directory(string current, string next) =>
        next.StartsWith('/') ? next : current.Length > 4096 ? "" : $"{current.TrimEnd('/')}/{next}";
}
