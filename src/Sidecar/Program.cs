using Sidecar;
using Sidecar.Execution;
using Sidecar.Http;
using Sidecar.Networking;
using Sidecar.Probing;
using Sidecar.Processes;
using Sidecar.Protocol;

if (args is [ProbeArguments.Verb, .. var probeArguments])
{
    return ProbeCommand.Run(probeArguments, Console.Out, Console.Error);
}

if (args is ["dial", var port, var bytes])
{
    // It has the token in its environment.
    Dumping.RuleOut();
    return await DialCommand.RunAsync(
        port, bytes, Environment.GetEnvironmentVariable(AccessToken.Variable), Console.OpenStandardOutput(), Console.Error);
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
