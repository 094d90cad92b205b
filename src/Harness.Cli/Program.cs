using Harness.Cli;
using Harness.Cli.Terminal;

using var streams = ConsoleStreams.Open();
return (int)await new Application(streams, new Workflows()).RunAsync(args);
