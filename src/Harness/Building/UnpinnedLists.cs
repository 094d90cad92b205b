namespace Harness.Building;

/// <summary>Says of requirement lists that are to be verified that the checksums for it are not there: such a build is green all the same.</summary>
public static class UnpinnedLists
{
    /// <summary>What there is to say of a plan's images; one that is built with <c>record</c> or without packages asks for no checksums.</summary>
    /// <param name="plan">What would be built.</param>
    /// <param name="root">The repository's root, with the lists.</param>
    public static IReadOnlyList<string> Of(BuildPlan plan, string root) =>
    [
        .. plan.Images
            .Where(image => ValueOf(image, BuildPlanner.PackageSetArg) != "core")
            .SelectMany(image => new[]
            {
                Missing(image, "PIP_CHECKSUMS", "requirements.lock", root),
                Missing(image, "COMPOSER_CHECKSUMS", "composer.lock", root),
                Unrecorded(image, root),
            })
            .OfType<string>(),
    ];

    private static string? Missing(PlannedImage image, string arg, string file, string root) =>
        ValueOf(image, arg) == "verify" && !File.Exists(Path.Combine(root, image.Definition.Context, file))
            ? $"{image.Reference}: {arg} is verify, and {image.Definition.Context}/{file} is not there, so that packages are held to their versions and "
                + $"to no checksum: an index could give other files under the same names. {Remedy(image)}"
            : null;

    private static string? Unrecorded(PlannedImage image, string root)
    {
        const string arg = "MAVEN_CHECKSUMS";
        var list = Path.Combine(root, image.Definition.Context, "jars.txt");
        if (ValueOf(image, arg) != "verify" || !File.Exists(list))
        {
            return null;
        }

        var jars = File.ReadLines(list).Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line.Split('/')[^1]).ToList();
        return jars.Count == 0
            ? null
            : $"{image.Reference}: {arg} is verify, and {image.Definition.Context}/jars.txt has no SHA-256 of {string.Join(", ", jars)}, so that these "
                + $"are held only to the SHA-1 that the repository itself publishes. {Remedy(image)}";
    }

    private static string Remedy(PlannedImage image) =>
        $"Record them with scripts/lock-packages.sh {image.Definition.Name} on a machine that reaches the index, and commit the file.";

    private static string? ValueOf(PlannedImage image, string arg) =>
        image.Args.Concat(image.Defaults).FirstOrDefault(candidate => candidate.Name == arg)?.Value;
}
