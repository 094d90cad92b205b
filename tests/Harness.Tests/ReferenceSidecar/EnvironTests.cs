using System.Text;
using NUnit.Framework;
using Shouldly;
using Sidecar.Processes;

namespace Harness.Tests.ReferenceSidecar;

[Parallelizable(ParallelScope.All)]
internal sealed class EnvironTests
{
    [TestCase("", "")]
    [TestCase("A=1\0", "A=1")]
    [TestCase("A=1\0B=2\0", "A=1|B=2")]
    [TestCase("A=\0\0B=x=y z\0", "A=||B=x=y z")]
    [TestCase("A=1\0CUT=off", "A=1|CUT=off")]
    public void Entries_end_with_a_zero_byte(string bytes, string entries) =>
        string.Join('|', Environ.Split(Encoding.UTF8.GetBytes(bytes)).Select(Encoding.UTF8.GetString)).ShouldBe(entries);

    [TestCase("A=1", true)]
    [TestCase("A=", true)]
    [TestCase("A", false)]
    [TestCase("=A", false)]
    [TestCase("", false)]
    public void Env_takes_an_argument_with_a_name_and_an_equals_sign_for_an_assignment(string entry, bool assignment) =>
        Environ.IsAssignment(Encoding.UTF8.GetBytes(entry)).ShouldBe(assignment);
}
