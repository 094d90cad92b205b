using System.Buffers;
using System.Text;

namespace Sidecar.Native;

/// <summary>
/// Names of files as text. A name is bytes, and not always UTF-8: a byte that is none stands as a lone surrogate from
/// U+DC80 on, which no UTF-8 text has, so that every name has exactly one text.
/// </summary>
internal static class FileName
{
    /// <summary>The longest name that file systems take, in bytes.</summary>
    internal const int Longest = 255;

    private const char FirstEscape = '\udc80';
    private const char LastEscape = '\udcff';

    /// <summary>The bytes, ended by a zero byte.</summary>
    internal static byte[] Terminated(string name) => [.. Bytes(name), 0];

    /// <summary>The bytes.</summary>
    internal static byte[] Bytes(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange(FirstEscape, LastEscape))
        {
            return Encoding.UTF8.GetBytes(name);
        }

        var bytes = new ArrayBufferWriter<byte>();
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done || rest[0] is < FirstEscape or > LastEscape)
            {
                bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
            }
            else
            {
                bytes.Write([(byte)(rest[0] - FirstEscape + 0x80)]);
            }

            rest = rest[length..];
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The text of a name.</summary>
    internal static string Text(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder();
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (var odd in name[..length])
                {
                    text.Append((char)(FirstEscape + (odd - 0x80)));
                }
            }

            name = name[length..];
        }

        return text.ToString();
    }

    /// <summary>Whether the name is UTF-8.</summary>
    internal static bool IsText(string name) => !name.AsSpan().ContainsAnyInRange(FirstEscape, LastEscape) || Escapes(name) == 0;

    /// <summary>For people: the replacement character for what is not UTF-8.</summary>
    internal static string Shown(string name) => IsText(name) ? name : Encoding.UTF8.GetString(Bytes(name));

    private static int Escapes(string name)
    {
        var count = 0;
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            count += Rune.DecodeFromUtf16(rest, out _, out var length) == OperationStatus.Done ? 0 : 1;
            rest = rest[length..];
        }

        return count;
    }
}
