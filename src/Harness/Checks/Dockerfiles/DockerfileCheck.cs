using Harness.Dockerfiles;

namespace Harness.Checks.Dockerfiles;

/// <summary>A check of a Dockerfile; nothing is built.</summary>
public abstract class DockerfileCheck(CheckInfo info) : Check(info)
{
    /// <summary>Everything that is wrong, in any order.</summary>
    internal abstract IEnumerable<Flaw> Examine(DockerfileSubject subject);

    /// <summary>What is found, what the Dockerfile excepts included; an exception of nothing is found as well.</summary>
    internal IReadOnlyList<LintFinding> Judge(DockerfileSubject subject)
    {
        var all = subject.File.Exemptions.Where(exemption => exemption.CheckIds.Contains(Id)).ToList();
        var exemptions = all.Where(exemption => exemption.Target is not null).ToList();
        // The one at the top of the file is for everything that none of the others is for.
        var everywhere = all.Find(exemption => exemption.Target is null);
        var used = new HashSet<Exemption>(ReferenceEqualityComparer.Instance);
        var findings = new List<LintFinding>();
        var next = 0;
        foreach (var flaw in Examine(subject).Distinct().OrderBy(flaw => flaw.Position))
        {
            // Flaws and exceptions are both in the order of the file.
            while (next < exemptions.Count && exemptions[next].Target!.LastLine < flaw.Position.Line)
            {
                next++;
            }

            var exemption = next < exemptions.Count && exemptions[next].Target!.Position.Line <= flaw.Position.Line ? exemptions[next] : everywhere;
            if (exemption is not null)
            {
                used.Add(exemption);
            }

            findings.Add(Found(flaw.Position, flaw.Message, exemption?.Reason));
        }

        findings.AddRange(all
            .Where(exemption => !used.Contains(exemption))
            .Select(exemption => Found(exemption.Position, $"this exception from {Id} excepts nothing any more; remove it", null)));
        return findings;

        LintFinding Found(SourcePosition position, string message, string? exempt) => new(Info, subject.File.File, position, message, exempt);
    }

    /// <summary>The finding as other checks give it: the places and what is wrong there.</summary>
    /// <param name="subject">A Dockerfile that can be read.</param>
    internal Finding Conclude(DockerfileSubject subject)
    {
        var file = subject.File.File;
        var findings = Judge(subject);
        var excepted = findings.Count(finding => finding.Exempt is not null);
        List<LintFinding> open = [.. findings.Where(finding => finding.Exempt is null)];
        return Finding.Of(
            [.. open.Select(finding => finding.ToString())],
            Info.Title,
            excepted == 0 ? $"nothing to object to in {file}" : $"nothing to object to in {file} but what it excepts with a reason ({excepted})") with
        {
            Places = [.. open.Select(finding => finding.Place)],
        };
    }
}
