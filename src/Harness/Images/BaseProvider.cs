namespace Harness.Images;

/// <summary>Where the base images come from.</summary>
public enum BaseProvider
{
    /// <summary>dhi.io itself.</summary>
    Dhi,

    /// <summary>A mirror of dhi.io, named by DHI_MIRROR.</summary>
    Mirror,

    /// <summary>Stand-ins built from Debian packages.</summary>
    Local,
}
