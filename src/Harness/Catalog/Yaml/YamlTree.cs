using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Harness.Catalog.Yaml;

/// <summary>
/// Reads a YAML document into nodes with positions. YamlDotNet's own document model stops at the first duplicate key;
/// here every key is kept, so that all errors can be reported at once.
/// </summary>
internal static partial class YamlTree
{
    /// <summary>Far deeper than any catalog, and far from where the stack ends.</summary>
    private const int Deepest = 64;

    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static YamlNode Parse(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return Document(parser);
        }
        catch (InvalidOperationException fault)
        {
            // The parser loses itself in some unclosed brackets.
            var at = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "a bracket or brace is not closed where it should be", fault);
        }
    }

    private static YamlNode Document(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out var end))
        {
            return new YamlScalar(new Position(end.Start), "", ScalarKind.Null);
        }

        parser.Consume<DocumentStart>();
        var root = Node(parser, depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            throw new YamlException(second.Start, second.End, "a second document begins; expected one document");
        }

        return root;
    }

    private static YamlNode Node(Parser parser, int depth)
    {
        if (depth > Deepest)
        {
            var at = parser.Current?.Start ?? Mark.Empty;
            throw new YamlException(at, at, $"nested deeper than {Deepest} levels");
        }

        if (parser.Current is { } node and (AnchorAlias or NodeEvent { Anchor.IsEmpty: false }))
        {
            throw new YamlException(node.Start, node.End, "anchors and aliases are not supported; write the value out");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return ToScalar(scalar);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser, depth + 1));
            }

            return new YamlList(new Position(sequence.Start), items);
        }

        var mapping = parser.Consume<MappingStart>();
        var entries = new List<(YamlScalar, YamlNode)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            entries.Add((ToScalar(parser.Consume<Scalar>()), Node(parser, depth + 1)));
        }

        return new YamlMap(new Position(mapping.Start), entries);
    }

    private static YamlScalar ToScalar(Scalar scalar) => new(
        new Position(scalar.Start),
        scalar.Value,
        scalar.Style != ScalarStyle.Plain ? ScalarKind.Text
        : Null().IsMatch(scalar.Value) ? ScalarKind.Null
        : Boolean().IsMatch(scalar.Value) ? ScalarKind.Boolean
        : Number().IsMatch(scalar.Value) ? ScalarKind.Number
        : ScalarKind.Text);

    [GeneratedRegex(@"\A(null|Null|NULL|~|)\z")]
    private static partial Regex Null();

    [GeneratedRegex(@"\A(true|True|TRUE|false|False|FALSE)\z")]
    private static partial Regex Boolean();

    [GeneratedRegex(@"\A([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex Number();
}
