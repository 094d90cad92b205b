using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sidecar.Networking;

/// <summary>
/// The entry point for who reaches a sandbox that has no network: sends bytes to a port of the loopback interface and
/// prints what comes back until the other side ends the connection.
/// </summary>
internal static class DialCommand
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit status: 1 when nothing listens there or the connection broke, 2 when the arguments do not fit.</returns>
    /// <param name="port">The port.</param>
    /// <param name="bytes">The request in base64.</param>
    /// <param name="token">The sidecar's token, which the request gets here: arguments are for everyone to read. Null for none.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="errors">Where it says what went wrong.</param>
    internal static async Task<int> RunAsync(string port, string bytes, string? token, Stream output, TextWriter errors)
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
            await stream.WriteAsync(WithToken(request.AsSpan(0, length), token));
            await stream.CopyToAsync(output);
            return 0;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Port {number}: {e.Message}"));
            return 1;
        }
    }

    /// <summary>The request with the token as its first header.</summary>
    private static ReadOnlyMemory<byte> WithToken(ReadOnlySpan<byte> request, string? token)
    {
        var line = request.IndexOf("\r\n"u8) + 2;
        return token is null || line < 2
            ? request.ToArray()
            : (byte[])[.. request[..line], .. Encoding.ASCII.GetBytes($"Authorization: Bearer {token}\r\n"), .. request[line..]];
    }
}
