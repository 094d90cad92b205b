namespace Harness.Cli.Doctor;

/// <summary>What was found out about one thing that the harness needs or can use.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Health">How it is.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Remedy">How to get it; null when it is there.</param>
internal sealed record Diagnosis(string Name, Health Health, string Found, string? Remedy = null)
{
    /// <summary>It is there.</summary>
    public static Diagnosis Ok(string name, string found) => new(name, Health.Ok, found);

    /// <summary>It is not there, and something will not work without it.</summary>
    public static Diagnosis Missing(string name, string found, string remedy) => new(name, Health.Missing, found, remedy);

    /// <summary>It is not there, and there is a way without it.</summary>
    public static Diagnosis Absent(string name, string found, string remedy) => new(name, Health.Absent, found, remedy);
}

/// <summary>How something is.</summary>
internal enum Health
{
    /// <summary>There, and as needed.</summary>
    Ok,

    /// <summary>Not there, but there is a way without it.</summary>
    Absent,

    /// <summary>Needed and not there, or not as needed.</summary>
    Missing,
}
