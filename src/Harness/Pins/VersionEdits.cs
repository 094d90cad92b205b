using System.Text.RegularExpressions;
using Harness.Catalog;

namespace Harness.Pins;

/// <summary>Another value for a version ARG.</summary>
/// <param name="Arg">The ARG.</param>
/// <param name="From">Its value in the catalog.</param>
/// <param name="To">The value that it gets.</param>
public sealed record VersionEdit(string Arg, string From, string To);

/// <summary>Writes versions into the catalog and the Dockerfiles: nothing but the values themselves changes.</summary>
public sealed class VersionEdits
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly ImageCatalog catalog;

    private VersionEdits(ImageCatalog catalog) => this.catalog = catalog;

    /// <summary>Gives ARGs other values, in the catalog and in the Dockerfile of each image that has them.</summary>
    /// <param name="catalog">The catalog and the images.</param>
    /// <param name="edits">The values.</param>
    /// <returns>The files that changed, from the repository's root.</returns>
    /// <exception cref="UsageException">A file does not have a value where it is expected. Nothing was written.</exception>
    /// <exception cref="InfrastructureException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(ImageCatalog catalog, IReadOnlyList<VersionEdit> edits)
    {
        var all = new VersionEdits(catalog);
        foreach (var edit in edits)
        {
            all.Set(edit.Arg, edit.From, edit.To);
        }

        return all.Write();
    }

    private void Set(string arg, string from, string to)
    {
        var (name, value) = (Regex.Escape(arg), Regex.Escape(from));
        Replace(
            CatalogLoader.FileName,
            new Regex(
                $$"""^(?<before>\s*{{name}}:\s*(?:\{\s*value:\s*)?["']?){{value}}(?=["']?\s*(?:[,}#]|\r?$))""",
                RegexOptions.Multiline | RegexOptions.CultureInvariant),
            to,
            $"{arg}: {from}");
        foreach (var image in catalog.Images.Where(image => image.Versions.Any(version => version.Arg == arg)))
        {
            Replace(
                $"{image.Context}/Dockerfile",
                new Regex(
                    $$"""^(?<before>\s*ARG\s+{{name}}=["']?){{value}}(?=["']?\s*\r?$)""",
                    RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant),
                to,
                $"ARG {arg}={from}");
        }
    }

    private List<string> Write()
    {
        foreach (var (file, text) in texts)
        {
            try
            {
                File.WriteAllText(Path.Combine(catalog.Root, file), text);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new InfrastructureException($"{file} cannot be written: {Sentence.Of(fault.Message)} Others may have been: see git diff.", fault);
            }
        }

        return [.. texts.Keys.Order(StringComparer.Ordinal)];
    }

    private void Replace(string file, Regex where, string value, string expected)
    {
        var text = texts.GetValueOrDefault(file) ?? Text(file);
        if (!where.IsMatch(text))
        {
            throw new UsageException(
                $"{file} does not have the line '{expected}', so the version cannot be changed there. Nothing was written. "
                + "Give it its version on a line of its own, as the catalog has it.");
        }

        texts[file] = where.Replace(text, match => $"{match.Groups["before"].Value}{value}");
    }

    private string Text(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(catalog.Root, file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {Sentence.Of(fault.Message)} Nothing was written.");
        }
    }
}
