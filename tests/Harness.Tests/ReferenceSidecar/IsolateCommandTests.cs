using NUnit.Framework;
using Shouldly;
using Sidecar.Networking;

namespace Harness.Tests.ReferenceSidecar;

internal sealed class IsolateCommandTests
{
    [Test]
    public void Interfaces_are_links_to_directories_and_a_file_beside_them_is_none()
    {
        var root = Directory.CreateTempSubdirectory("kcr-net-").FullName;
        try
        {
            var net = Directory.CreateDirectory(Path.Combine(root, "net")).FullName;
            foreach (var name in (string[])["lo", "eth0", "bond0"])
            {
                Directory.CreateSymbolicLink(Path.Combine(net, name), Directory.CreateDirectory(Path.Combine(root, "devices", name)).FullName);
            }

            File.WriteAllText(Path.Combine(net, "bonding_masters"), "bond0\n");

            IsolateCommand.Interfaces(net).ShouldBe(["eth0", "bond0"], ignoreOrder: true);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
