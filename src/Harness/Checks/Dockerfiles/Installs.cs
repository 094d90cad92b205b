using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>Tells which commands install something.</summary>
internal static class Installs
{
    /// <summary>Whether a command installs or downloads packages.</summary>
    public static bool Is(Invocation command) => command.Program switch
    {
        "apt-get" or "apt" or "aptitude" => AptCommand.Of(command)?.Verb == "install",
        "apk" => First(command) == "add",
        "dnf" or "yum" or "microdnf" or "gem" or "pecl" or "conda" or "mamba" or "luarocks" or "cpanm" => First(command) is "install",
        "npm" or "pnpm" or "yarn" => First(command) is "install" or "i" or "ci" or "add",
        "go" => First(command) is "get" or "install" || (First(command) == "mod" && command.Has("download")),
        "cargo" => First(command) is "install" or "fetch" or "add",
        "composer" => First(command) is "install" or "require",
        "R" or "Rscript" => command.Arguments.Any(argument => argument.Text.Contains("install.packages", StringComparison.Ordinal)),
        var program => IsPip(command) || (program is "uv" && command.Has("install", "sync")),
    };

    /// <summary>Whether it is pip that installs, by name or as a module.</summary>
    public static bool IsPip(Invocation command) =>
        (command.Program.StartsWith("pip", StringComparison.Ordinal) && command.Program.Skip(3).All(letter => char.IsAsciiDigit(letter) || letter == '.') && First(command) == "install")
        || (command.Program.StartsWith("python", StringComparison.Ordinal) && command.Has("-m") && command.Has("pip") && command.Has("install"));

    private static string? First(Invocation command) => command.Arguments.FirstOrDefault(argument => !argument.Text.StartsWith('-'))?.Text;
}
