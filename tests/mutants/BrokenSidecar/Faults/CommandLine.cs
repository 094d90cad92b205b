using System.Text;

namespace BrokenSidecar.Faults;

/// <summary>Finds places in the commands of the real composer.</summary>
internal static class CommandLine
{
    /// <summary>Where an argument is for the first time.</summary>
    internal static int IndexOf(this IReadOnlyList<byte[]> command, string argument)
    {
        for (var i = 0; i < command.Count; i++)
        {
            if (Text(command[i]) == argument)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The real sidecar's command has no argument {argument} any more; adapt this fault to it.");
    }

    /// <summary>An argument as text.</summary>
    internal static string Text(byte[] argument) => Encoding.UTF8.GetString(argument);

    /// <summary>Text as an argument.</summary>
    internal static byte[] Argument(string text) => Encoding.UTF8.GetBytes(text);
}
