namespace Harness.Catalog.Yaml;

/// <summary>A node of a YAML document that knows where it was written.</summary>
internal abstract record YamlNode(Position Position)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A scalar; its kind follows YAML's core schema, so that the loader and a schema validator agree.</summary>
internal sealed record YamlScalar(Position Position, string Text, ScalarKind Type) : YamlNode(Position)
{
    public override string Kind => Type switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Boolean => $"the truth value {Text}",
        ScalarKind.Number => $"the number {Text}",
        _ => $"the text '{Text}'",
    };
}

/// <summary>A sequence.</summary>
internal sealed record YamlList(Position Position, IReadOnlyList<YamlNode> Items) : YamlNode(Position)
{
    public override string Kind => "a list";
}

/// <summary>A mapping in its written order; keys may occur twice here, which the reader reports.</summary>
internal sealed record YamlMap(Position Position, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(Position)
{
    public override string Kind => "a mapping";
}

/// <summary>What a scalar is by YAML's core schema.</summary>
internal enum ScalarKind
{
    Text,
    Number,
    Boolean,
    Null,
}
