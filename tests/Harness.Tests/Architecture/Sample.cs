namespace Harness.Tests.Architecture;

/// <summary>Uses types in every place where a use is to be seen.</summary>
/// <param name="zone">A field of the compiled class.</param>
internal sealed class Sample(TimeZoneInfo? zone)
{
    [Obsolete("never called")]
    public static string InBody() => new Uri("https://example.org").Host;

    public static async Task<IEnumerable<string>> InLambdaAsync(IEnumerable<string> texts)
    {
        await Task.Yield();
        return texts.Select(text => Version.Parse(text).ToString());
    }

    public bool Caught()
    {
        try
        {
            return zone is null && Array.Empty<Guid>().Length == 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
