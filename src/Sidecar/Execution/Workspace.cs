using System.Text;
using Microsoft.Win32.SafeHandles;
using Sidecar.Files;
using Sidecar.Native;

namespace Sidecar.Execution;

/// <summary>An execution's directory.</summary>
/// <param name="directory">Its path, the same in both containers.</param>
/// <param name="handle">The directory itself, whatever becomes of its path.</param>
/// <param name="remove">Removes it; completes when that is done, or goes on behind.</param>
internal sealed class Workspace(string directory, SafeFileHandle handle, Func<Task> remove) : IAsyncDisposable
{
    private const uint SourceMode = 0x1a4; // 0644

    /// <summary>Its path.</summary>
    internal string Directory { get; } = directory;

    /// <summary>Whether a file that is there is written over; of a fresh directory it is not.</summary>
    internal bool Replaces { get; init; }

    /// <summary>
    /// Writes a new file in it. By the open directory and never through a link, so that nothing that a program puts in the
    /// path's place makes the sidecar write anywhere else.
    /// </summary>
    /// <exception cref="IOException">The volume is full, or the name is taken.</exception>
    internal async Task WriteAsync(string name, string text, CancellationToken cancellation)
    {
        var flags = Libc.OpenWriteOnly | Libc.OpenCreate | (Replaces ? Libc.OpenTruncate : Libc.OpenExclusive) | Libc.OpenNoFollow;
        var file = Descriptor.OpenAt(handle, name, flags, out var error, SourceMode)
            ?? throw (error == Libc.NoSpace
                ? new VolumeFullException("The volume is full, so the program cannot be put there.")
                : new IOException($"The program could not be written to {Directory}: {Libc.Message(error)}."));
        await using var stream = new FileStream(file, FileAccess.Write, bufferSize: 0);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await writer.WriteAsync(text.AsMemory(), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        handle.Dispose();
        await remove();
    }
}
