using System.Runtime.InteropServices;

namespace Sidecar.Native;

/// <summary>The kernel's <c>struct pollfd</c>. A negative descriptor is passed over.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    internal int Descriptor;
    internal short Asked;
    internal short Seen;
}
