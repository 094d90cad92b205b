using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Harness.Cli;
using Harness.Platform.Processes;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Platform.Processes;

[Parallelizable(ParallelScope.All)]
internal sealed class OnlyOneStarterTests
{
    /// <summary>A program that is started past <see cref="RunningProgram"/> has no bound, no hint and no end of its tree.</summary>
    [TestCase(typeof(ProcessRunner))]
    [TestCase(typeof(Application))]
    public void No_program_is_started_but_through_CliWrap(Type inAssembly)
    {
        using var file = File.OpenRead(inAssembly.Assembly.Location);
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();

        var called = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: metadata.GetTypeReference((TypeReferenceHandle)member.Parent), Name: metadata.GetString(member.Name)))
            .Select(member => $"{metadata.GetString(member.Type.Namespace)}.{metadata.GetString(member.Type.Name)}.{member.Name}")
            .ToList();

        called.ShouldContain("System.String.Concat");
        called.Where(member => member is "System.Diagnostics.Process.Start" or "System.Diagnostics.Process..ctor").ShouldBeEmpty();
    }
}
