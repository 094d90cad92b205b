using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Harness.EngineTests;

/// <summary>
/// Which part of the costliest proofs is carried out in this run. Without <c>KCR_SEED</c> all of it is; with it, a part that the
/// seed chooses, so that runs of different seeds have carried out the whole between them. The gate has a new seed each time and
/// prints it (<c>scripts/test.sh</c>); the nightly runs the whole.
/// </summary>
internal static class Rotation
{
    private const string Variable = "KCR_SEED";

    private static readonly uint? Seed = Read();

    /// <summary>Whether something's turn is in this run.</summary>
    /// <param name="name">What it is called; nothing but the name and the seed decide.</param>
    /// <param name="parts">In how many parts the whole is divided: every seed chooses one of them.</param>
    public static bool Takes(string name, uint parts) => Takes(Seed, name, parts);

    /// <summary>Those of a list whose turn it is: never none while there are as many as parts.</summary>
    public static IReadOnlyList<T> Part<T>(IReadOnlyList<T> whole, int parts) => Part(Seed, whole, parts);

    internal static bool Takes(uint? seed, string name, uint parts) => seed is not { } number || ((ulong)Number(name) + number) % parts == 0;

    internal static IReadOnlyList<T> Part<T>(uint? seed, IReadOnlyList<T> whole, int parts) =>
        [.. whole.Where((_, index) => seed is not { } number || (index + number) % parts == 0)];

    // String.GetHashCode differs from process to process.
    private static uint Number(string name) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static uint? Read() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => null,
        var text when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => seed,
        var text => throw new InvalidOperationException(
            $"{Variable} is a whole number from 0 to {uint.MaxValue}, and it is '{text}'. Unset it to run everything."),
    };
}
