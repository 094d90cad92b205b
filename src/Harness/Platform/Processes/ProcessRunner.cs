using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Harness.Platform.Processes;

/// <summary>Runs programs of this machine.</summary>
public sealed class ProcessRunner : IProcessRunner
{
    // A daemon that the program left behind may hold the pipes open; what the program itself wrote is long in them.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(2);

    // Becomes the program, after it has left behind a watcher: when nobody holds the other end of standard input any more,
    // for whatever reason, the watcher ends the program. (A parent-death signal would be Linux's alone, and it is sent
    // when the thread ends that started the program.)
    private const string Binding =
        "trap '' INT HUP; exec 3<&0 </dev/null; { read -r _ <&3; kill $$; } >/dev/null 2>&1 & exec \"$@\" 3<&-";

    /// <inheritdoc />
    public async Task<ProcessResult> RunAsync(
        ProcessCommand command,
        Action<string>? onOutput = null,
        Action<string>? onError = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellation.ThrowIfCancellationRequested();

        var bound = command.Bound && !OperatingSystem.IsWindows();
        using var process = bound ? Start(command with { File = "sh", Arguments = ["-c", Binding, "sh", command.File, .. command.Arguments] }) : Start(command);
        using var hold = bound ? process.StandardInput : null;
        var output = new CapturedText();
        var error = new CapturedText();
        var pipes = Task.WhenAll(
            bound ? Task.CompletedTask : WriteInputAsync(process, command.Input),
            ReadAsync(process.StandardOutput, onOutput, output),
            ReadAsync(process.StandardError, onError, error));

        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await ProcessTree.EndAsync(process, command.Grace);
            throw;
        }

        await Task.WhenAny(pipes, Task.Delay(PipeGrace, cancellation));
        if (pipes.IsFaulted)
        {
            await pipes;
        }

        return new ProcessResult(process.ExitCode, output.ToString(), error.ToString());
    }

    private static Process Start(ProcessCommand command)
    {
        var start = new ProcessStartInfo(command.File)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new InfrastructureException(
                $"cannot start '{command.File}': {fault.Message}. Expected the program on PATH, to run: {command}. "
                + (command.InstallHint ?? $"Install '{command.File}' or add its directory to PATH."),
                fault);
        }
    }

    private static async Task WriteInputAsync(Process process, string input)
    {
        try
        {
            await using var stdin = process.StandardInput;
            await stdin.WriteAsync(input);
        }
        catch (IOException)
        {
            // The program ended, or closed its input, without reading all: its exit status tells.
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string>? onLine, CapturedText captured)
    {
        if (onLine is not null)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                onLine(line);
            }

            return;
        }

        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer.AsMemory())) > 0)
        {
            captured.Append(buffer.AsSpan(0, read));
        }
    }

    /// <summary>Text that can be taken while a reader that was given up may still append.</summary>
    private sealed class CapturedText
    {
        private readonly StringBuilder _text = new();
        private readonly Lock _gate = new();

        public void Append(ReadOnlySpan<char> part)
        {
            lock (_gate)
            {
                _text.Append(part);
            }
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }
}
