using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Harness.Tests.Catalog;
using NUnit.Framework;

namespace Harness.Tests.Fuzzing;

/// <summary>
/// Gives a reader inputs until the rounds or the time are over. Each round has a seed of its own, made of the run's, the
/// reader's name and its number, so that a run does not depend on what else runs.
/// </summary>
internal static class Fuzzer
{
    private const int FixedSeed = 20261122;

    /// <summary>Far above what any input needs on a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Memory for the readers' own buffers, whatever the input.</summary>
    private const long Buffers = 200L << 20;

    /// <summary>Bytes of memory for a byte of input.</summary>
    private const long Growth = 4000;

    private static readonly int? Seconds = Number("KCR_FUZZ_SECONDS");
    private static readonly int Seed = Number("KCR_FUZZ_SEED") ?? FixedSeed;

    /// <summary>Runs a reader.</summary>
    /// <exception cref="AssertionException">An input brought it to a crash, a standstill, too much memory or a wrong result.</exception>
    public static void Run(ForeignReader reader)
    {
        var progress = new Progress();
        var thread = new Thread(() => Loop(reader, progress)) { IsBackground = true, Name = reader.Name };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(100)))
        {
            if (progress.InRound > Longest)
            {
                Fail(reader, progress, $"has not ended after {Longest.TotalSeconds} s");
            }
        }

        progress.Fault?.Throw();
        TestContext.Out.WriteLine($"{reader.Name}: {progress.Round} inputs, {progress.Refused} of them refused, seed {Seed}");
    }

    private static void Loop(ForeignReader reader, Progress progress)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            for (var round = 0; Seconds is { } seconds && seconds > 0 ? watch.Elapsed.TotalSeconds < seconds : round < reader.Rounds; round++)
            {
                var random = new Random(HashCode(Seed, reader.Name, round));
                progress.Begin(round, reader.Make(random));
                if (Seconds is not null)
                {
                    // A crash of the whole process leaves no other trace.
                    Keep(reader, progress);
                }

                One(reader, progress);
            }
        }
        catch (Exception fault)
        {
            progress.Fault = ExceptionDispatchInfo.Capture(fault);
        }
    }

    private static void One(ForeignReader reader, Progress progress)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            reader.Read(progress.Input);
        }
        catch (Exception fault) when (reader.MayRefuse(fault))
        {
            progress.Refused++;
        }
        catch (Exception fault)
        {
            Fail(reader, progress, $"ended in {fault}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > Buffers + (Growth * progress.Input.Length))
        {
            Fail(reader, progress, $"took {allocated >> 20} MiB");
        }
    }

    private static void Fail(ForeignReader reader, Progress progress, string what) => throw new AssertionException(
        $"{reader.Name}, seed {Seed}, round {progress.Round}: an input of {progress.Input.Length} bytes {what}{Environment.NewLine}"
        + $"It lies in {Keep(reader, progress)}; the same seed makes the same inputs: just fuzz SECONDS {Seed}.");

    private static string Keep(ForeignReader reader, Progress progress)
    {
        var directory = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "artifacts", "fuzz")).FullName;
        var file = Path.Combine(directory, $"{reader.Name.Replace(' ', '-')}.input");
        File.WriteAllBytes(file, progress.Input);
        return file;
    }

    /// <summary>The same on every machine and in every run, unlike the runtime's own.</summary>
    private static int HashCode(int seed, string name, int round)
    {
        unchecked
        {
            var hash = (uint)seed;
            foreach (var part in name.Select(character => (uint)character).Append((uint)round))
            {
                hash = (hash ^ part) * 16777619;
                hash ^= hash >> 13;
            }

            return (int)hash;
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class Progress
    {
        private long began = Stopwatch.GetTimestamp();

        public int Round { get; private set; }

        public int Refused { get; set; }

        public byte[] Input { get; private set; } = [];

        public ExceptionDispatchInfo? Fault { get; set; }

        public TimeSpan InRound => Stopwatch.GetElapsedTime(Interlocked.Read(ref began));

        public void Begin(int round, byte[] input)
        {
            (Round, Input) = (round, input);
            Interlocked.Exchange(ref began, Stopwatch.GetTimestamp());
        }
    }
}
