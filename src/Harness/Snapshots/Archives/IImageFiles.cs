namespace Harness.Snapshots.Archives;

/// <summary>The files that an image consists of, wherever they lie.</summary>
internal interface IImageFiles
{
    /// <summary>The most bytes that documents may have together: far more than any image's metadata.</summary>
    const int MaxDocuments = 32 << 20;

    /// <summary>A JSON document; null when there is none of that name.</summary>
    /// <param name="name">A path inside the root, for example <c>index.json</c>.</param>
    /// <exception cref="InvalidDataException">It is larger than a document may be, or does not lie inside the root.</exception>
    byte[]? Document(string name);

    /// <summary>Reads files once each, in the order in which they lie.</summary>
    /// <param name="names">Paths inside the root.</param>
    /// <param name="read">Reads the file of that name, whose stream is at its start.</param>
    /// <returns>What was made of those that are there, by name.</returns>
    IReadOnlyDictionary<string, T> Read<T>(IReadOnlyCollection<string> names, Func<string, Stream, T> read);
}
