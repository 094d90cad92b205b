using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Sidecar.Native;

namespace Sidecar.Networking;

/// <summary>
/// The entry point for a pod without a network: switches off every interface of its network namespace but the loopback,
/// which takes CAP_NET_ADMIN. The kernel removes the routes with them.
/// </summary>
internal static unsafe class IsolateCommand
{
    // struct ifreq: the name in 16 bytes, then a union whose first member here are the flags.
    private const int RequestSize = 40;
    private const int NameSize = 16;
    private const short Up = 1;

    /// <summary>Runs it.</summary>
    /// <returns>The exit status: 1 when an interface could not be switched off.</returns>
    internal static int Run(TextWriter errors)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        foreach (var name in Interfaces("/sys/class/net"))
        {
            if (SwitchOff(socket.SafeHandle, name) is { } problem)
            {
                errors.WriteLine($"The network interface {name} could not be switched off: {problem}");
                return 1;
            }
        }

        return 0;
    }

    /// <summary>
    /// The interfaces but the loopback, each of which is a link to a directory. Where the kernel has the bonding module, a
    /// regular file of its own lies beside them.
    /// </summary>
    internal static IEnumerable<string> Interfaces(string directory) =>
        Directory.EnumerateDirectories(directory).Select(Path.GetFileName).OfType<string>().Where(name => name != "lo");

    private static string? SwitchOff(SafeSocketHandle socket, string name)
    {
        var request = stackalloc byte[RequestSize];
        new Span<byte>(request, RequestSize).Clear();
        Encoding.UTF8.GetBytes(name, new Span<byte>(request, NameSize - 1));
        if (Libc.InputOutputControl(socket, Libc.GetInterfaceFlags, request) != 0)
        {
            return Libc.Message(Marshal.GetLastPInvokeError());
        }

        *(short*)(request + NameSize) &= ~Up;
        return Libc.InputOutputControl(socket, Libc.SetInterfaceFlags, request) == 0 ? null : Libc.Message(Marshal.GetLastPInvokeError());
    }
}
