using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sidecar.Networking;

/// <summary>
/// The entry point for who reaches a sandbox that has no network: sends bytes to a port of the loopback interface and
/// prints what comes back until the other side ends the connection.
/// </summary>
internal static class DialCommand
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit status: 1 when nothing listens there or the connection broke, 2 when the arguments do not fit.</returns>
    internal static async Task<int> RunAsync(string port, string bytes, Stream output, TextWriter errors)
    {
        var request = new byte[bytes.Length];
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !Convert.TryFromBase64String(bytes, request, out var length))
        {
            await errors.WriteLineAsync("Usage: sidecar dial PORT BASE64");
            return SidecarHost.WrongOptions;
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, number);
            await using var stream = client.GetStream();
            await stream.WriteAsync(request.AsMemory(0, length));
            await stream.CopyToAsync(output);
            return 0;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Port {number}: {e.Message}"));
            return 1;
        }
    }
}
