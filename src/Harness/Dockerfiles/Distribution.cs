namespace Harness.Dockerfiles;

/// <summary>What an image's packages come from.</summary>
internal enum Distribution
{
    /// <summary>The reference does not tell.</summary>
    Unknown,

    /// <summary>Debian.</summary>
    Debian,

    /// <summary>Ubuntu.</summary>
    Ubuntu,

    /// <summary>Alpine.</summary>
    Alpine,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>Another one, for example Fedora or Wolfi.</summary>
    Other,

    /// <summary>None: scratch.</summary>
    None,
}
