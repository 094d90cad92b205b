using System.Text;

namespace Harness.Platform.Processes;

/// <summary>
/// What a program writes to one of its streams: handed on line by line, or kept whole where nobody takes the lines. What is
/// held in memory at a time, a line or the whole, has a bound.
/// </summary>
/// <param name="command">The program.</param>
/// <param name="onLine">Takes each line; null keeps the text.</param>
internal sealed class OutputText(ProcessCommand command, Action<string>? onLine)
{
    private readonly StringBuilder held = new();
    private bool afterReturn;

    /// <summary>Reads the stream to its end.</summary>
    /// <exception cref="InfrastructureException">It is longer than what may be held of it.</exception>
    /// <exception cref="OperationCanceledException">Nothing more is to be read; what came until then is in the text.</exception>
    public async Task ReadAsync(Stream stream, CancellationToken release)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer.AsMemory(), release)) > 0)
        {
            Take(buffer.AsSpan(0, count));
        }

        if (onLine is not null && held.Length > 0)
        {
            HandOn();
        }
    }

    /// <summary>The text; empty where a line handler took it.</summary>
    public override string ToString() => onLine is null ? held.ToString() : "";

    private void Take(ReadOnlySpan<char> text)
    {
        if (onLine is null)
        {
            Hold(text);
            return;
        }

        // A line ends with \n, with \r\n or, where a program draws a bar that grows, with \r alone.
        while (text.Length > 0)
        {
            if (afterReturn && text[0] == '\n')
            {
                text = text[1..];
            }

            afterReturn = false;
            var end = text.IndexOfAny('\r', '\n');
            if (end < 0)
            {
                Hold(text);
                return;
            }

            Hold(text[..end]);
            HandOn();
            afterReturn = text[end] == '\r';
            text = text[(end + 1)..];
        }
    }

    private void Hold(ReadOnlySpan<char> text)
    {
        if (held.Length + text.Length > command.OutputLimit)
        {
            throw new InfrastructureException(
                $"'{command.File}' wrote {(onLine is null ? "more" : "a line of more")} than the {command.OutputLimit} characters that are read of it, "
                + $"so it was ended and its output is not used in part. See what it writes: {command}");
        }

        held.Append(text);
    }

    private void HandOn()
    {
        var line = held.ToString();
        held.Clear();
        onLine!(line);
    }
}
