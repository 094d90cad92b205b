using Harness.Cli;
using Harness.Cli.Terminal;

using var streams = ConsoleStreams.Open();
return (int)new Application(streams, new Workflows(streams.Environment)).Run(args);
