namespace Harness.Benchmarks;

/// <summary>A program that does nothing, compiled once: what starting the runtime costs.</summary>
internal static class EmptyProgram
{
    public static async Task<string> CompileAsync(Tools tools)
    {
        var directory = Path.Combine(tools.Root, "artifacts", "bench", "empty");
        Directory.CreateDirectory(directory);
        // Props of its own, so that the project's own settings do not weigh on it.
        await File.WriteAllTextAsync(Path.Combine(directory, "Directory.Build.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(directory, "Directory.Packages.props"), "<Project />");
        await File.WriteAllTextAsync(Path.Combine(directory, "Program.cs"), "return;");
        await File.WriteAllTextAsync(
            Path.Combine(directory, "empty.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
            </Project>
            """);
        await tools.RunAsync("dotnet", "build", directory, "--configuration", "Release", "--output", Path.Combine(directory, "out"), "--verbosity", "quiet");
        return Path.Combine(directory, "out", "empty.dll");
    }
}
