using Sidecar;
using Sidecar.Execution;
using Sidecar.Networking;
using Sidecar.Probing;
using Sidecar.Protocol;

if (args is [ProbeArguments.Verb, .. var probeArguments])
{
    return ProbeCommand.Run(probeArguments, Console.Out, Console.Error);
}

if (args is ["dial", var port, var bytes])
{
    return await DialCommand.RunAsync(port, bytes, Console.OpenStandardOutput(), Console.Error);
}

if (args is ["isolate"])
{
    return IsolateCommand.Run(Console.Error);
}

return await SidecarHost.RunAsync(options =>
{
    var parts = SidecarParts.Create(options, Launcher.Open());
    return (parts, parts.CreateExecutor());
});
