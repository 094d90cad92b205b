using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sidecar.Execution;
using Sidecar.Http;
using Sidecar.Processes;

namespace Sidecar;

/// <summary>The HTTP server around the parts.</summary>
internal static class SidecarHost
{
    /// <summary>Exit status when the environment is wrong.</summary>
    internal const int WrongOptions = 2;

    /// <summary>Reads the environment and serves until the process is told to stop.</summary>
    /// <param name="compose">Makes the service from the parts; a test may put another in its place.</param>
    /// <returns>The exit status.</returns>
    internal static async Task<int> RunAsync(Func<SidecarOptions, (SidecarParts Parts, IExecutor Executor)> compose)
    {
        SidecarOptions options;
        try
        {
            options = SidecarOptions.Read(Environment.GetEnvironmentVariable);
        }
        catch (SidecarOptionsException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return WrongOptions;
        }

        Dumping.RuleOut();
        ProcessTree.BecomeSubreaper();
        PoolThreads.Start();
        SidecarParts parts;
        IExecutor executor;
        try
        {
            (parts, executor) = compose(options);
        }
        catch (WallException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        await using var app = Build(parts, executor, kestrel => kestrel.ListenAnyIP(options.Port));
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await Console.Error.WriteLineAsync($"Port {options.Port} cannot be served ({e.Message}). Set SIDECAR_PORT to a free one.");
            return 1;
        }

        app.Logger.LogInformation("Serving {Language} on port {Port}.", options.Language.Name, options.Port);
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>The server, not yet started.</summary>
    internal static WebApplication Build(SidecarParts parts, IExecutor executor, Action<KestrelServerOptions> listen)
    {
        // Nothing but a server and a log: no configuration files, no routing tables, so it is up at once.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // No least rate: with little CPU time and many clients all of them are below any, and Kestrel would cut their
            // connections off without a word. PatientStream gives up whoever takes or sends nothing at all.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            listen(kestrel);
        });
        var app = builder.Build();
        var limits = new Limits(parts.Options);
        app.Run(new Api(
            executor, parts.Locator, parts.Data, parts.Launcher?.Walls, parts.Options.Token, limits, app.Logger,
            app.Lifetime.ApplicationStopping).HandleAsync);
        return app;
    }
}
