namespace Sidecar.Languages;

/// <summary>Every language that <c>LANGUAGE</c> can name.</summary>
internal static class LanguageTable
{
    /// <summary>The languages, in the contract's order.</summary>
    internal static IReadOnlyList<SandboxLanguage> All { get; } =
    [
        Interpreted("python", "py", "code.py", "python", "{file}"),
        Interpreted("javascript", "js", "code.js", "node", "{file}"),
        Interpreted("typescript", "ts", "code.ts", "node", "/opt/scripts/ts-runner.js", "{file}"),
        new("go", "go", "code.go", ["go", "build", "-o", "{out}", "{file}"], Shell: false, ["GOPROXY=off", "GOSUMDB=off"]),
        // The class path of main with the program's classes before it: -cp alone would take its place (and so hide the preloaded
        // jars). The JVM by itself heeds neither HOME nor TMPDIR, and takes its heap from main's limit although it counts here.
        Compiled(
            "java",
            "java",
            "Main.java",
            "javac -J-XX:TieredStopAtLevel=1 -d {out} {file}",
            "java -Xmx512m ${HOME:+-Duser.home=\"$HOME\"} ${TMPDIR:+-Djava.io.tmpdir=\"$TMPDIR\"} -cp {out}\"${CLASSPATH:+:$CLASSPATH}\" Main"),
        Compiled("c", "c", "code.c", "gcc -o {out} {file} @/opt/c-cpp/link.args"),
        Compiled("cpp", "cpp", "code.cpp", "g++ -o {out} {file} @/opt/c-cpp/link.args"),
        Interpreted("php", "php", "code.php", "php", "{file}"),
        Compiled("rust", "rs", "code.rs", "rustc @/opt/rust/rustc.args -o {out} {file}"),
        Interpreted("r", "r", "code.r", "Rscript", "{file}"),
        Compiled("fortran", "f90", "code.f90", "gfortran -o {out} {file} @/opt/fortran/gfortran.args"),
        Compiled("d", "d", "code.d", "ldc2 @/opt/d/ldc2.args -of={out} {file}"),
    ];

    /// <summary>The language with this name or alias; null when there is none.</summary>
    internal static SandboxLanguage? Find(string nameOrAlias) =>
        All.FirstOrDefault(language =>
            language.Name.Equals(nameOrAlias, StringComparison.OrdinalIgnoreCase)
            || language.Alias.Equals(nameOrAlias, StringComparison.OrdinalIgnoreCase));

    private static SandboxLanguage Interpreted(string name, string alias, string file, params string[] run) =>
        new(name, alias, file, run, Shell: false, []);

    private static SandboxLanguage Compiled(string name, string alias, string file, params string[] run) =>
        new(name, alias, file, run, Shell: true, []);
}
