namespace Harness.Platform.Credentials;

/// <summary>Where a login was found.</summary>
internal enum CredentialPlace
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>In DHI_USERNAME and DHI_PASSWORD.</summary>
    Variables,

    /// <summary>In Docker's configuration or in what it names: the docker command finds it, too.</summary>
    Docker,

    /// <summary>In the <c>auth.json</c> of Podman and the other tools of containers, which docker does not read.</summary>
    Containers,
}

/// <summary>What a search for a login came to. It prints no secret: a credential does not print itself.</summary>
/// <param name="Place">Where there is one.</param>
/// <param name="Credential">User and password; null where there is no login, or an identity token instead, which docker alone can use.</param>
/// <param name="Steps">Where was looked, in that order, and what was seen there: for people.</param>
internal sealed record CredentialAnswer(CredentialPlace Place, RegistryCredential? Credential, IReadOnlyList<string> Steps)
{
    /// <summary>Whether there is a login.</summary>
    public bool Found => Place != CredentialPlace.None;

    /// <summary>Whether somebody wanted to give a login in variables, and it is none: stated in the first of the steps.</summary>
    public bool IsHalfGiven { get; init; }

    /// <summary>The steps in one line.</summary>
    public string Explanation => string.Join("; ", Steps);
}
