using System.Text;

namespace Harness.Dockerfiles;

/// <summary>Text put together from parts of a file, each character of which still knows where it stands there.</summary>
internal sealed class SourceText
{
    private readonly IReadOnlyList<Segment> segments;
    private readonly int offset;

    private SourceText(string value, IReadOnlyList<Segment> segments, int offset)
    {
        Value = value;
        this.segments = segments;
        this.offset = offset;
    }

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>Where it begins.</summary>
    public SourcePosition Start => At(0);

    /// <summary>Text that stands in one piece at one place.</summary>
    public static SourceText Of(string value, SourcePosition at) => new(value, [new Segment(0, at)], 0);

    /// <summary>Where a character stands in the file.</summary>
    public SourcePosition At(int index)
    {
        var absolute = index + offset;
        var segment = segments[SegmentAt(absolute)];
        return segment.At with { Column = segment.At.Column + Math.Max(absolute - segment.Start, 0) };
    }

    private int SegmentAt(int absolute)
    {
        var (low, high) = (0, segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = segments[middle].Start <= absolute ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>A part of it, which knows its places too.</summary>
    public SourceText Slice(int start, int length) => new(Value.Substring(start, length), segments, offset + start);

    /// <summary>A part of it without the white space at both ends.</summary>
    public SourceText Trimmed(int start)
    {
        var end = Value.Length;
        while (start < end && char.IsWhiteSpace(Value[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(Value[end - 1]))
        {
            end--;
        }

        return Slice(start, end - start);
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private readonly record struct Segment(int Start, SourcePosition At);

    /// <summary>Puts a text together.</summary>
    internal sealed class Builder
    {
        private readonly StringBuilder text = new();
        private readonly List<Segment> segments = [];

        public Builder Append(ReadOnlySpan<char> part, SourcePosition at)
        {
            segments.Add(new Segment(text.Length, at));
            text.Append(part);
            return this;
        }

        /// <summary>Another text, which keeps its places.</summary>
        public Builder Append(SourceText text)
        {
            var start = this.text.Length;
            this.text.Append(text.Value);
            var first = text.SegmentAt(text.offset);
            for (var at = first; at < text.segments.Count && text.segments[at].Start < text.offset + text.Value.Length; at++)
            {
                var from = Math.Max(text.segments[at].Start, text.offset);
                segments.Add(new Segment(start + from - text.offset, text.At(from - text.offset)));
            }

            return this;
        }

        public SourceText Build(SourcePosition whenEmpty)
        {
            if (segments.Count == 0)
            {
                segments.Add(new Segment(0, whenEmpty));
            }

            return new SourceText(text.ToString(), segments, 0);
        }
    }
}
