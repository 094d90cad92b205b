using YamlDotNet.Core;

namespace Harness.Catalog.Yaml;

/// <summary>A place in a file, both counted from 1.</summary>
internal readonly record struct Position(long Line, long Column) : IComparable<Position>
{
    public Position(Mark mark)
        : this(mark.Line, mark.Column)
    {
    }

    public int CompareTo(Position other) => (Line, Column).CompareTo((other.Line, other.Column));
}
