using Harness.Dockerfiles.Shell;

namespace Harness.Checks.Dockerfiles;

/// <summary>Tells which commands install something.</summary>
internal static class Installs
{
    private static readonly string[] InR =
    [
        "install.packages", "BiocManager::install", "renv::restore", "renv::install", "remotes::install_", "devtools::install_", "pak::pkg_install", "pak::pak("
    ];

    /// <summary>Whether a command installs or downloads packages.</summary>
    public static bool Is(Invocation command) => command.Program switch
    {
        "apt-get" or "apt" or "aptitude" => AptCommand.Of(command) is { Verb: "install", IsSimulated: false },
        "apk" => First(command) == "add",
        "dnf" or "dnf5" or "yum" or "microdnf" or "tdnf" or "gem" or "pecl" or "pear" or "luarocks" or "poetry" or "pdm" or "pipx" or "raco" or "opam"
            or "nimble" or "dotnet" or "zypper" or "pkg" or "snap" or "brew" or "tlmgr" or "cabal" or "stack" or "ghcup" or "shards" or "nuget" or "asdf"
            or "mise" or "nvm" or "fnm" or "volta" or "pyenv" or "rbenv" or "nodenv" or "sdk" or "playwright" or "deno" or "pixi" or "corepack" =>
            First(command) is "install" or "in" or "restore" or "prepare",
        "conda" or "mamba" or "micromamba" =>
            First(command) is "install" or "create" or "update" || (First(command) == "env" && command.Has("create", "update")),
        "dpkg" => command.Has("-i", "--install"),
        "rpm" => command.Arguments.Any(argument => argument.Text is "--install" or "--upgrade"
            || (argument.Text.Length > 1 && argument.Text[0] == '-' && argument.Text[1] is 'i' or 'U')),
        "npm" or "pnpm" => First(command) is "install" or "i" or "ci" or "add",
        "yarn" => First(command) is null or "install" or "add" or "global",
        "rustup" => First(command) is "install" or "update" || command.Has("install", "add"),
        "mix" => First(command) is "deps.get" or "archive.install" or "escript.install",
        "rebar3" => First(command) == "get-deps",
        "dub" => First(command) is "fetch" or "add",
        "lein" => First(command) == "deps",
        "mvn" or "mvnw" => command.Arguments.Any(argument => argument.Text.StartsWith("dependency:", StringComparison.Ordinal)),
        "swift" => First(command) == "package" && command.Has("resolve", "update"),
        "npx" => command.Has("playwright") && command.Has("install"),
        "bun" => First(command) is "install" or "i" or "add",
        "bundle" or "bundler" => First(command) is "install" or null,
        "cpan" or "cpanm" or "cpm" => command.Arguments.Any(argument => !argument.Text.StartsWith('-')),
        "docker-php-ext-install" or "install-php-extensions" or "install2.r" or "installGithub.r" or "installBioc.r" or "install_packages" or "pacman"
            or "clean-install" or "pip-sync" or "easy_install" or "emerge" or "xbps-install"
            => command.Arguments.Count > 0,
        "go" => First(command) is "get" or "install" || (First(command) == "mod" && command.Has("download")),
        "cargo" => First(command) is "install" or "fetch" or "add" or "binstall",
        "composer" => First(command) is "install" or "require",
        "pipenv" => First(command) is "install" or "sync",
        "R" or "Rscript" or "r" => command.Arguments.Any(argument => Array.Exists(InR, call => argument.Text.Contains(call, StringComparison.Ordinal))),
        "julia" => command.Arguments.Any(argument =>
            argument.Text.Contains("Pkg.add", StringComparison.Ordinal) || argument.Text.Contains("Pkg.instantiate", StringComparison.Ordinal)),
        var program => IsPip(command) || (program is "uv" && command.Has("install", "sync")),
    };

    /// <summary>Whether it is pip that installs, by name or as a module.</summary>
    public static bool IsPip(Invocation command) =>
        (command.Program.StartsWith("pip", StringComparison.Ordinal)
            && command.Program.Skip(3).All(letter => char.IsAsciiDigit(letter) || letter == '.')
            && First(command) == "install")
        || (command.Program.StartsWith("python", StringComparison.Ordinal) && command.Has("-m") && command.Has("pip") && command.Has("install"));

    /// <summary>Whether it is pip, or uv in its place, that installs.</summary>
    public static bool IsPipLike(Invocation command) => IsPip(command) || (command.Program == "uv" && First(command) == "pip" && command.Has("install"));

    /// <summary>The first word that is no option, nor the value of one.</summary>
    private static string? First(Invocation command)
    {
        for (var at = 0; at < command.Arguments.Count; at++)
        {
            var word = command.Arguments[at].Text;
            if (word is "--prefix" or "-C" or "--cwd" or "--dir" or "--directory" or "--loglevel" or "--cache" or "--registry" or "--project" or "-d"
                or "--working-dir" or "--python" or "--proxy" or "-j" or "--jobs" or "--retry" or "--path" or "--gemfile")
            {
                at++;
            }
            else if (!word.StartsWith('-'))
            {
                return word;
            }
        }

        return null;
    }
}
