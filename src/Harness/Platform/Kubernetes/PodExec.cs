using System.Net.WebSockets;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using Harness.Platform.Processes;
using k8s;
using k8s.Models;
using Client = k8s.Kubernetes;

namespace Harness.Platform.Kubernetes;

/// <summary>
/// Programs run in containers over the client's WebSocket to the API server, in the protocol <c>v4.channel.k8s.io</c>:
/// each message begins with the number of its channel, and the last one says on a channel of its own how the program
/// ended. The messages are read here, because the client's own way to run a program ignores its cancellation and keeps
/// whatever is written.
/// </summary>
/// <param name="context">The context, for words.</param>
/// <param name="client">The way to the API server.</param>
/// <param name="outputLimit">How many bytes are read of a program in all: by default as many as in a Docker Engine.</param>
internal sealed class PodExec(string context, Client client, int outputLimit = 64 << 20)
{
    private const byte Output = 1;
    private const byte Error = 2;
    private const byte End = 3;
    private const int BufferSize = 32 * 1024;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="namespaceName">The pod's namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="argv">The program and its arguments.</param>
    /// <param name="cancellation">Lets go of it, by the end of the connection; it may go on in the container.</param>
    /// <exception cref="InfrastructureException">
    /// The API server opens no such connection, ends it before it says how the program ended, or the program wrote more than is read of one.
    /// </exception>
    /// <returns>How it ended; with status 1 and the reason where the container's runtime could not start it.</returns>
    public async Task<ProcessResult> RunAsync(
        string namespaceName, string pod, string container, IReadOnlyList<string> argv, CancellationToken cancellation)
    {
        WebSocket socket;
        try
        {
            socket = await client.WebSocketNamespacedPodExecAsync(
                pod, namespaceName, argv, container, stderr: true, stdin: false, stdout: true, tty: false,
                WebSocketProtocol.V4BinaryWebsocketProtocol, cancellationToken: cancellation);
        }
        catch (WebSocketException fault) when (fault.InnerException is InfrastructureException refused)
        {
            ExceptionDispatchInfo.Throw(refused);
            throw;
        }
        catch (WebSocketException fault)
        {
            throw new InfrastructureException(
                $"The API server of context {context}, or a proxy in front of it, opens no WebSocket to run a program in a pod: "
                + $"{Sentence.Of(fault.GetBaseException().Message)} "
                + "There is no other way in: whatever stands between must pass WebSockets on.",
                fault);
        }

        using var owned = socket;
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        try
        {
            while (await MessageAsync(socket, cancellation) is { } message)
            {
                if (message is [Output or Error, ..] && output.Length + error.Length + message.Length - 1 > outputLimit)
                {
                    throw TooLong();
                }

                switch (message)
                {
                    case [Output, .. var bytes]:
                        output.Write(bytes);
                        break;
                    case [Error, .. var bytes]:
                        error.Write(bytes);
                        break;
                    case [End, _, ..]:
                        return Ended(message.AsSpan(1), Text(output), Text(error));
                }
            }
        }
        catch (WebSocketException fault)
        {
            throw KubernetesFault.Unreachable(
                context,
                $"any more about a program that it ran in pod {pod}",
                $"the connection broke before it said how the program ended: {fault.Message.TrimEnd('.')}",
                fault);
        }

        throw new InfrastructureException(
            $"The API server of context {context} closed the connection to a program in pod {pod} before it said how the program ended. {Text(error)}"
                .TrimEnd());
    }

    /// <summary>The next whole message; null at the connection's end.</summary>
    private async Task<byte[]?> MessageAsync(WebSocket socket, CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (message.Length + part.Count > outputLimit + (long)BufferSize)
            {
                throw TooLong();
            }

            message.Write(buffer.AsSpan(0, part.Count));
            if (part.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    /// <summary>What the API server says of the end: a <c>Status</c>, whose cause <c>ExitCode</c> names the program's own.</summary>
    private static ProcessResult Ended(ReadOnlySpan<byte> json, string output, string error)
    {
        V1Status? status;
        try
        {
            status = KubernetesJson.Deserialize<V1Status>(Encoding.UTF8.GetString(json));
        }
        catch (JsonException)
        {
            status = null;
        }

        if (status?.Status == "Success")
        {
            return new ProcessResult(0, output, error);
        }

        var code = status?.Details?.Causes?.FirstOrDefault(cause => cause.Reason == "ExitCode")?.Message;
        return int.TryParse(code, out var exit) && exit != 0
            ? new ProcessResult(exit, output, error)
            : new ProcessResult(1, output, error + (status?.Message ?? Encoding.UTF8.GetString(json)));
    }

    private InfrastructureException TooLong() => new(
        $"A program in a pod of context {context} wrote more than the {outputLimit} bytes that are read of it; its output is not used in part.");

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
