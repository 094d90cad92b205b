using Sidecar;
using Sidecar.Probing;

if (args is ["probe", .. var probeArguments])
{
    return ProbeCommand.Run(probeArguments, Console.Out, Console.Error);
}

return await SidecarHost.RunAsync(options =>
{
    var parts = SidecarParts.Create(options);
    return (parts, parts.CreateExecutor());
});
