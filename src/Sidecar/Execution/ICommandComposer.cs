using Sidecar.Processes;

namespace Sidecar.Execution;

/// <summary>Makes the commands that run a program in main.</summary>
internal interface ICommandComposer
{
    /// <summary>The commands, to be run one after the other until one fails; each is an argument vector of bytes.</summary>
    /// <param name="main">The process whose file system and environment the program gets.</param>
    /// <param name="source">The source file.</param>
    /// <param name="output">Where a compiler puts the program.</param>
    /// <param name="directory">Where the program runs.</param>
    IReadOnlyList<IReadOnlyList<byte[]>> Compose(MainProcess main, string source, string output, string directory);
}
