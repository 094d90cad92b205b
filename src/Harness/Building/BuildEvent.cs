namespace Harness.Building;

/// <summary>
/// Something that happened while images are built. Events of different images come at the same time from several
/// threads: handlers must be thread-safe.
/// </summary>
/// <param name="Image">The reference of the image, stand-in base or program that is built.</param>
public abstract record BuildEvent(string Image);

/// <summary>A build begins.</summary>
/// <param name="Image">The reference.</param>
/// <param name="Command">The command line, as a shell would run it.</param>
public sealed record BuildStarted(string Image, string Command) : BuildEvent(Image);

/// <summary>Nothing to do: what is there was made from the same input.</summary>
/// <param name="Image">The reference.</param>
public sealed record BuildSkipped(string Image) : BuildEvent(Image);

/// <summary>A step of a Dockerfile begins.</summary>
/// <param name="Image">The reference.</param>
/// <param name="Step">The step as BuildKit names it: <c>[builder 2/4] RUN …</c>.</param>
public sealed record BuildStepStarted(string Image, string Step) : BuildEvent(Image);

/// <summary>A step of a Dockerfile ended well.</summary>
/// <param name="Image">The reference.</param>
/// <param name="Step">The step.</param>
/// <param name="Cached">True when its result was in the cache.</param>
public sealed record BuildStepFinished(string Image, string Step, bool Cached) : BuildEvent(Image);

/// <summary>A step wrote a line.</summary>
/// <param name="Image">The reference.</param>
/// <param name="Step">The step; empty for a line of the tool itself.</param>
/// <param name="Line">The line, without its end.</param>
public sealed record BuildOutput(string Image, string Step, string Line) : BuildEvent(Image);

/// <summary>A build ended well.</summary>
/// <param name="Image">The reference.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Cached">True when every step came from the cache.</param>
public sealed record BuildFinished(string Image, TimeSpan Duration, bool Cached) : BuildEvent(Image);

/// <summary>A build failed; the others go on.</summary>
/// <param name="Image">The reference.</param>
/// <param name="Problem">What failed and why, as the run's exception will say it again.</param>
public sealed record BuildFailed(string Image, string Problem) : BuildEvent(Image);
