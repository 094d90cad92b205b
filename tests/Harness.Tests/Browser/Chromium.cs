using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Platform.Processes;

namespace Harness.Tests.Browser;

/// <summary>A headless Chromium, driven through its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string profile;
    private readonly Task<ProcessResult> process;
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> said = [];
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> pending = [];
    private readonly ConcurrentDictionary<string, BrowserPage> pages = [];
    private Task receiving = Task.CompletedTask;
    private int last;

    private Chromium(ProcessCommand command, string profile)
    {
        const string announcement = "DevTools listening on ";
        this.profile = profile;
        process = new ProcessRunner().RunAsync(
            command,
            _ => { },
            line =>
            {
                said.Enqueue(line);
                if (line.StartsWith(announcement, StringComparison.Ordinal))
                {
                    listening.TrySetResult(line[announcement.Length..]);
                }
            },
            closing.Token);
    }

    /// <summary>The program; null where there is none.</summary>
    public static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(directory => Names.Select(name => Path.Combine(directory, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Starts it with a profile of its own.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("kcr-chromium-").FullName;
        var chromium = new Chromium(
            new ProcessCommand(
                Executable!,
                [
                    "--headless", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--disable-extensions", "--remote-debugging-port=0", $"--user-data-dir={profile}",
                    // Its sandbox needs what root in a container does not have; the pages are the tests' own.
                    .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(),
                    "about:blank",
                ]),
            profile);
        try
        {
            await chromium.ConnectAsync();
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file in a page of its own and waits until it is loaded.</summary>
    /// <param name="path">The file.</param>
    /// <param name="prepare">What is set before the page is opened, such as the size of its screen.</param>
    public async Task<BrowserPage> OpenAsync(string path, Func<BrowserPage, Task>? prepare = null)
    {
        var target = await SendAsync(null, "Target.createTarget", new() { ["url"] = "about:blank" });
        var attached = await SendAsync(null, "Target.attachToTarget", new() { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true });
        var session = attached.GetProperty("sessionId").GetString()!;
        var page = pages[session] = new BrowserPage(this, session);
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
        {
            await SendAsync(session, $"{domain}.enable", []);
        }

        await (prepare?.Invoke(page) ?? Task.CompletedTask);
        await SendAsync(session, "Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri });
        await page.Loaded.WaitAsync(Patience);
        return page;
    }

    /// <summary>Carries out one command of the protocol.</summary>
    public async Task<JsonElement> SendAsync(string? session, string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref last);
        var answer = pending[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, closing.Token);
        }
        finally
        {
            sending.Release();
        }

        return await answer.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await ((Task)process).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        sending.Dispose();
        closing.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private async Task ConnectAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        if (await Task.WhenAny(listening.Task, process).WaitAsync(patience.Token) == process)
        {
            throw new InvalidOperationException($"{Executable} ended before it could be used:\n{string.Join('\n', said)}");
        }

        socket.Options.Proxy = null;
        await socket.ConnectAsync(new Uri(await listening.Task), patience.Token);
        receiving = ReceiveAsync();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (!closing.IsCancellationRequested)
        {
            var part = await socket.ReceiveAsync(buffer, closing.Token);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                Handle(JsonElement.Parse(message.GetBuffer().AsSpan(0, (int)message.Length)));
                message.SetLength(0);
            }
        }
    }

    private void Handle(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id))
        {
            if (message.TryGetProperty("sessionId", out var session) && pages.TryGetValue(session.GetString()!, out var page))
            {
                page.Handle(message.GetProperty("method").GetString()!, message.GetProperty("params"));
            }
        }
        else if (pending.TryRemove(id.GetInt32(), out var answer))
        {
            if (message.TryGetProperty("error", out var error))
            {
                answer.SetException(new InvalidOperationException(error.ToString()));
            }
            else
            {
                answer.SetResult(message.GetProperty("result"));
            }
        }
    }
}
