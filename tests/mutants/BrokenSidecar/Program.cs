using BrokenSidecar;
using Sidecar;
using Sidecar.Execution;

// An ENTRYPOINT in exec form cannot take a build ARG in, so the fault comes as a variable of the image.
var name = Environment.GetEnvironmentVariable("FAULT") ?? "";
if (!FaultTable.All.TryGetValue(name, out var fault))
{
    Console.Error.WriteLine($"FAULT is \"{name}\"; set it to one of {string.Join(", ", FaultTable.All.Keys)}.");
    return 2;
}

return await SidecarHost.RunAsync(options =>
{
    var parts = fault.Break(SidecarParts.Create(options, Launcher.Open()));
    return (parts, fault.Around(parts.CreateExecutor()));
});
