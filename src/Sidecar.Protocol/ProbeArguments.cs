using System.Globalization;

namespace Sidecar.Protocol;

/// <summary>What <c>sidecar probe</c> is asked for; both sides write and read it here.</summary>
/// <param name="Paths">Absolute paths to look at.</param>
/// <param name="Plants">Files to write in main's root first.</param>
/// <param name="Signal">The signal to send to main, by its number, after everything was looked at; null for none.</param>
/// <param name="Lent">Where to put <see cref="LentProgram"/> in main's root, so that its programs can start it; null for nowhere.</param>
public sealed record ProbeArguments(
    IReadOnlyList<string> Paths, IReadOnlyList<(string Path, byte[] Content)> Plants, int? Signal = null, string? Lent = null)
{
    /// <summary>The program in the sidecar's image that tries what programs must not be able to do.</summary>
    public const string LentProgram = "/app/trespass";

    /// <summary>The word by which the sidecar's program is the probe.</summary>
    public const string Verb = "probe";

    /// <summary>How the command is used.</summary>
    public const string Usage = "Usage: sidecar probe [--stat PATH]… [--plant PATH=BASE64]… [--lend PATH] [--signal-main NUMBER]   (absolute paths)";

    private const string Stat = "--stat";
    private const string Plant = "--plant";
    private const string Lend = "--lend";
    private const string SignalMain = "--signal-main";

    /// <summary>The arguments after the verb, as <see cref="Parse"/> takes them.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        .. Paths.SelectMany(path => new[] { Stat, path }),
        .. Plants.SelectMany(plant => new[] { Plant, $"{plant.Path}={Convert.ToBase64String(plant.Content)}" }),
        .. Lent is { } lent ? new[] { Lend, lent } : [],
        .. Signal is { } signal ? new[] { SignalMain, signal.ToString(CultureInfo.InvariantCulture) } : [],
    ];

    /// <summary>Parses the arguments after the verb; null when they do not fit.</summary>
    public static ProbeArguments? Parse(IReadOnlyList<string> arguments)
    {
        var paths = new List<string>();
        var plants = new List<(string, byte[])>();
        int? signal = null;
        string? lent = null;
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case Stat when value.StartsWith('/'):
                    paths.Add(value);
                    break;
                case Plant when value.StartsWith('/') && PlantOf(value) is { } plant:
                    plants.Add(plant);
                    break;
                case Lend when value.StartsWith('/'):
                    lent = value;
                    break;
                case SignalMain when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                    signal = number;
                    break;
                default:
                    return null;
            }
        }

        return arguments.Count % 2 == 0 ? new ProbeArguments(paths, plants, signal, lent) : null;
    }

    private static (string, byte[])? PlantOf(string value)
    {
        var separator = value.IndexOf('=', StringComparison.Ordinal);
        var content = new byte[value.Length];
        return separator > 0 && Convert.TryFromBase64String(value[(separator + 1)..], content, out var length)
            ? (value[..separator], content[..length])
            : null;
    }
}
