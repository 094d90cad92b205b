using Harness;
using Harness.Cli;
using Harness.Cli.CommandLine;
using Harness.Cli.Terminal;
using var streams = ConsoleStreams.Open();
try
{
    if (args is ["--help" or "-h"])
    {
        // The most frequent first call needs no parser, whose start takes longer than everything else.
        Overview.Help.Write(streams.Out);
        return 0;
    }

    return (int)new Application(streams, new Composition(streams.Environment)).Run(args);
}
catch (InfrastructureException fault)
{
    // Help and version are not the verbs', which tell of it themselves.
    streams.Error.WriteLine($"harness: {fault.Message}");
    return (int)fault.Status;
}
