using Harness.Suite;

namespace Harness.Reports.Html;

/// <summary>Image × check × backend: a row for each check, a column for each language of an image on each backend.</summary>
/// <param name="Images">The images with their columns.</param>
/// <param name="Rows">The checks with their cells.</param>
internal sealed record Matrix(IReadOnlyList<MatrixImage> Images, IReadOnlyList<MatrixRow> Rows)
{
    /// <summary>Arranges results; a result of a whole image spans all of the image's columns.</summary>
    /// <param name="content">What the report is made of.</param>
    /// <param name="results">The results with their numbers in the report.</param>
    public static Matrix Of(ReportContent content, IReadOnlyList<NumberedResult> results)
    {
        List<MatrixImage> images =
            [.. results.Select(one => one.Result.Subject.Image).Distinct().Select(image => new MatrixImage(image, Columns(image, content)))];
        var found = results.ToDictionary(one => (one.Result.CheckId, one.Result.Subject));
        return new Matrix(images, [.. found.Keys.Select(key => key.CheckId).Distinct().Order(StringComparer.Ordinal).Select(Row)]);

        MatrixRow Row(string check) => new(
            check,
            content.Checks.First(info => info.Id == check).Title,
            [.. images.SelectMany(image => found.TryGetValue((check, new Subject(image.Name, null, null)), out var whole)
                ? [new MatrixCell(image.Name, image.Columns.Count, whole)]
                : image.Columns.Select(column => new MatrixCell(image.Name, 1, found.GetValueOrDefault((check, column.Subject)))))]);
    }

    private static List<MatrixColumn> Columns(string image, ReportContent content)
    {
        var definition = content.Run.Images.FirstOrDefault(one => one.Definition.Name == image)?.Definition;
        List<MatrixColumn> columns =
        [
            .. content.Run.Results
                .Select(result => result.Subject)
                .Where(subject => subject.Image == image && subject.Language is not null)
                .Distinct()
                .Select(subject => new MatrixColumn(
                    subject, definition?.Languages.FirstOrDefault(one => one.Name == subject.Language)?.Alias ?? subject.Language!)),
        ];
        return columns.Count > 0 ? columns : [new MatrixColumn(new Subject(image, null, null), "image")];
    }
}

/// <summary>An image's part of the matrix.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, at least one.</param>
internal sealed record MatrixImage(string Name, IReadOnlyList<MatrixColumn> Columns);

/// <summary>A column.</summary>
/// <param name="Subject">What its results are about.</param>
/// <param name="Title">The language's alias.</param>
internal sealed record MatrixColumn(Subject Subject, string Title);

/// <summary>A check's row.</summary>
/// <param name="CheckId">The check.</param>
/// <param name="Title">What it proves.</param>
/// <param name="Cells">Its cells, from left to right.</param>
internal sealed record MatrixRow(string CheckId, string Title, IReadOnlyList<MatrixCell> Cells);

/// <summary>A cell.</summary>
/// <param name="Image">The image.</param>
/// <param name="Width">How many columns it spans.</param>
/// <param name="Found">The result; null where the check does not apply.</param>
internal sealed record MatrixCell(string Image, int Width, NumberedResult? Found);

/// <summary>A result and its number in the report.</summary>
/// <param name="Number">The number, from 1.</param>
/// <param name="Result">The result.</param>
internal sealed record NumberedResult(int Number, CheckResult Result);
