using System.Text;

namespace Harness.Platform.Docker;

/// <summary>What a process in a container wrote.</summary>
/// <param name="Output">The bytes of standard output.</param>
/// <param name="Error">The bytes of standard error.</param>
internal sealed record MultiplexedOutput(byte[] Output, byte[] Error)
{
    public string OutputText => Text(Output);

    public string ErrorText => Text(Error);

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
