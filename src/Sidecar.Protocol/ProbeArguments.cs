using System.Globalization;

namespace Sidecar.Probing;

/// <summary>What <c>sidecar probe</c> is asked for.</summary>
/// <param name="Paths">Absolute paths to look at.</param>
/// <param name="Plants">Files to write in main's root first.</param>
/// <param name="Signal">The signal to send to main, by its number, after everything was looked at; null for none.</param>
internal sealed record ProbeArguments(IReadOnlyList<string> Paths, IReadOnlyList<(string Path, byte[] Content)> Plants, int? Signal)
{
    /// <summary>How the command is used.</summary>
    internal const string Usage = "Usage: sidecar probe [--stat PATH]… [--plant PATH=BASE64]… [--signal-main NUMBER]   (absolute paths)";

    /// <summary>Parses the arguments after <c>probe</c>; null when they do not fit.</summary>
    internal static ProbeArguments? Parse(IReadOnlyList<string> arguments)
    {
        var paths = new List<string>();
        var plants = new List<(string, byte[])>();
        int? signal = null;
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--stat" when value.StartsWith('/'):
                    paths.Add(value);
                    break;
                case "--plant" when value.StartsWith('/') && Plant(value) is { } plant:
                    plants.Add(plant);
                    break;
                case "--signal-main" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                    signal = number;
                    break;
                default:
                    return null;
            }
        }

        return arguments.Count % 2 == 0 ? new ProbeArguments(paths, plants, signal) : null;
    }

    private static (string, byte[])? Plant(string value)
    {
        var separator = value.IndexOf('=', StringComparison.Ordinal);
        var content = new byte[value.Length];
        return separator > 0 && Convert.TryFromBase64String(value[(separator + 1)..], content, out var length)
            ? (value[..separator], content[..length])
            : null;
    }
}
