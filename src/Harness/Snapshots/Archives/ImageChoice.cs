namespace Harness.Snapshots.Archives;

/// <summary>Chooses the image that is meant among those that lie in one place.</summary>
internal static class ImageChoice
{
    /// <summary>The one image of that name and platform.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static FoundImage Choose(IReadOnlyList<FoundImage> images, ImageLocation location, string? platform)
    {
        var named = images.Where(image => location.Name is null || image.Names.Contains(location.Name)).DistinctBy(image => image.Digest).ToList();
        if (named.Count == 0)
        {
            throw new UsageException($"{location}: there is no image '{location.Name}' there; {Listed("there are", images.SelectMany(image => image.Names))}.");
        }

        if (platform is null && named.Count == 1)
        {
            return named[0];
        }

        var wanted = platform ?? ImagePlatform.OfThisMachine;
        return named.Where(image => ImagePlatform.Is(image.Platform, wanted)).ToList() switch
        {
            [var only] => only,
            [] => throw new UsageException(
                $"{location}: it has no image for {wanted}; {Listed("it has", named.Select(image => image.Platform))}. "
                + "Choose one with --platform."),
            var several => throw new UsageException(
                $"{location}: {several.Count} images for {wanted} lie there; {Listed("they are", several.SelectMany(image => image.Names))}. "
                + "Put a colon and the name of one behind the path."),
        };
    }

    private static string Listed(string start, IEnumerable<string> names)
    {
        var all = names.Distinct().Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? "none of them has a name" : $"{start} {string.Join(", ", all)}";
    }
}
