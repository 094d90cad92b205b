using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Tests.Browser;

/// <summary>A page in a browser: what it shows, what it complains of, and what it asks for.</summary>
/// <param name="browser">The browser.</param>
/// <param name="session">The protocol's name of the page.</param>
internal sealed class BrowserPage(Chromium browser, string session)
{
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> complaints = [];
    private readonly ConcurrentQueue<string> requests = [];

    /// <summary>Done when the page is loaded.</summary>
    public Task Loaded => loaded.Task;

    /// <summary>Messages of its console, uncaught exceptions, breaches of its policy, dialogs.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints];

    /// <summary>The addresses that it asked for, its own first.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>The value of an expression.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await browser.SendAsync(session, "Runtime.evaluate", new()
        {
            ["expression"] = expression,
            ["returnByValue"] = true,
            ["awaitPromise"] = true,
            ["userGesture"] = true,
        });
        return answer.TryGetProperty("exceptionDetails", out var fault)
            ? throw new InvalidOperationException($"{expression}: {fault}")
            : answer.GetProperty("result").GetProperty("value").Deserialize<T>()!;
    }

    /// <summary>Gives it a screen.</summary>
    public Task HasScreenAsync(int width, int height, bool mobile) => browser.SendAsync(session, "Emulation.setDeviceMetricsOverride", new()
    {
        ["width"] = width,
        ["height"] = height,
        ["deviceScaleFactor"] = 1,
        ["mobile"] = mobile,
    });

    /// <summary>Lets the reader prefer light or dark.</summary>
    public Task PrefersAsync(string scheme) => browser.SendAsync(session, "Emulation.setEmulatedMedia", new()
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
    });

    /// <summary>Writes a picture of it.</summary>
    public async Task TakePictureAsync(string path)
    {
        var picture = await browser.SendAsync(session, "Page.captureScreenshot", new() { ["format"] = "png" });
        await File.WriteAllBytesAsync(path, picture.GetProperty("data").GetBytesFromBase64());
    }

    /// <summary>Takes an event of the protocol.</summary>
    public void Handle(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                loaded.TrySetResult();
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded" or "Page.javascriptDialogOpening":
                complaints.Enqueue($"{method} {parameters}");
                break;
            case "Network.requestWillBeSent":
                requests.Enqueue(parameters.GetProperty("request").GetProperty("url").GetString()!);
                break;
        }
    }
}
