namespace Harness.Catalog.Yaml;

/// <summary>Collects what is wrong with a file, so that all of it can be told at once.</summary>
/// <param name="file">The file's name as messages show it.</param>
internal sealed class Problems(string file)
{
    private readonly List<(Position Position, string Message)> found = [];

    public void Add(Position position, string message) => found.Add((position, message));

    /// <summary>Throws when anything was found: every problem in the file's order.</summary>
    /// <exception cref="UsageException">At least one problem was found.</exception>
    public void ThrowIfAny()
    {
        if (found.Count > 0)
        {
            throw new UsageException([.. found
                .OrderBy(problem => problem.Position)
                .Select(problem => $"{file}:{problem.Position.Line}:{problem.Position.Column}: {problem.Message}")
                .Distinct()]);
        }
    }
}
