namespace Harness.Cli.Workflows;

/// <summary>Collects what is wrong with a request from several parts, so that all of it is said at once.</summary>
internal static class Usage
{
    /// <summary>Both results, or the problems of both.</summary>
    /// <exception cref="UsageException">Either is not possible.</exception>
    public static (TFirst First, TSecond Second) AllOrErrors<TFirst, TSecond>(Func<TFirst> first, Func<TSecond> second)
    {
        var problems = new List<string>();
        var one = Try(first);
        var two = Try(second);
        return problems.Count == 0 ? (one!, two!) : throw new UsageException(problems);

        T? Try<T>(Func<T> make)
        {
            try
            {
                return make();
            }
            catch (UsageException fault)
            {
                problems.AddRange(fault.Problems);
                return default;
            }
        }
    }
}
