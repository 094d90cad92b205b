using Harness.Cli.Terminal;
using Harness.Sandboxes.Docker;

namespace Harness.Cli;

/// <summary>Removes what earlier runs left behind.</summary>
/// <param name="cleaner">Finds and removes it.</param>
/// <param name="output">Where it writes.</param>
internal sealed class CleanWorkflow(Cleaner cleaner, Output output)
{
    /// <summary>Removes it and says what was removed and what was left alone.</summary>
    public async Task<ExitStatus> RunAsync(bool all, CancellationToken cancellation)
    {
        var cleaning = await cleaner.CleanAsync(session: null, all, cancellation);
        if (output.Format == OutputFormat.Json)
        {
            WriteJson(cleaning);
            return ExitStatus.Passed;
        }

        foreach (var item in cleaning.Removed)
        {
            output.Out.WriteLine($"removed {item.Kind} {item.Name} (session {item.Session})");
        }

        foreach (var (item, reason) in cleaning.Kept)
        {
            output.Out.WriteLine($"kept {item.Kind} {item.Name} (session {item.Session}): {reason}; --all removes it too");
        }

        if (cleaning.Removed.Count + cleaning.Kept.Count == 0)
        {
            output.Message("Nothing to remove.");
        }

        return ExitStatus.Passed;
    }

    private void WriteJson(Cleaning cleaning) => output.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("removed");
        foreach (var item in cleaning.Removed)
        {
            Write(item, null);
        }

        json.WriteEndArray();
        json.WriteStartArray("kept");
        foreach (var (item, reason) in cleaning.Kept)
        {
            Write(item, reason);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void Write(Leftover item, string? reason)
        {
            json.WriteStartObject();
            json.WriteString("kind", item.Kind);
            json.WriteString("name", item.Name);
            json.WriteString("session", item.Session);
            if (reason is not null)
            {
                json.WriteString("reason", reason);
            }

            json.WriteEndObject();
        }
    });
}
