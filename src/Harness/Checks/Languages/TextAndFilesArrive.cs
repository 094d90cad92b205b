using System.Text;
using Harness.Catalog;
using Harness.Checks.Programs;

namespace Harness.Checks.Languages;

/// <summary>LANG005: UTF-8 in sources, output and file names; a second source file; uploaded and written files.</summary>
internal sealed class TextAndFilesArrive() : SandboxCheck(
    new CheckInfo
    {
        Id = "LANG005",
        Title = "UTF-8 works in sources, output and file names; two source files work together; an uploaded file can be read and a written one comes "
            + "back",
        Guide = [GuideSection.EnvEntrypoint, GuideSection.SandboxContract],
        AppliesTo = "every language, on every backend",
        Why = "The environment has no locale unless the ENTRYPOINT sets one. A runtime that then falls back to ASCII garbles what users write, or "
            + "cannot open the file that they uploaded.",
        Remedy = "Give the runtime a UTF-8 locale or encoding in the ENTRYPOINT (LANG=C.UTF-8, or a variable of its own), and make it look for "
            + "further source files in /mnt/data.",
        BreaksWith = "an environment without a UTF-8 locale",
        Example = new()
        {
            Fault =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/r/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp"]
                """,
            Mend =
                """
                ENTRYPOINT ["/usr/bin/env", "-i", "PATH=/opt/r/bin:/usr/bin", "HOME=/tmp", "TMPDIR=/tmp", "LANG=C.UTF-8"]
                """,
        },
    },
    "LANG001")
{
    private const string FirstLine = "Grüße, 世界 ✓";

    /// <inheritdoc />
    public override bool AppliesTo(ImageDefinition image, LanguageDefinition language)
    {
        return language.Programs.ContainsKey(ProgramRole.Sources) || language.Programs.ContainsKey(ProgramRole.Files);
    }

    /// <inheritdoc />
    public override async Task<Finding> ExamineAsync(SandboxSubject subject, CancellationToken cancellation)
    {
        List<string> expected = [];
        List<string> problems = [];
        if (subject.Programs.Find(ProgramRole.Sources) is { } sources)
        {
            expected.Add($"with {string.Join(", ", sources.With.Select(Path.GetFileName))} beside it: {Expectation.Words(sources)}");
            problems.AddRange(await SourcesAsync(subject, sources, cancellation));
        }

        if (subject.Programs.Find(ProgramRole.Files) is { } files)
        {
            expected.Add($"an uploaded file is read and one is written: {Expectation.Words(files)}, content {Evidence.Quote(Written)}");
            problems.AddRange(await FilesAsync(subject, files, cancellation));
        }

        return Finding.Of(problems, string.Join("; ", expected), "text, source files and files arrive as they were sent");
    }

    private static string Written => $"written: {FirstLine}\n";

    private static async Task<IEnumerable<string>> SourcesAsync(SandboxSubject subject, ProgramDefinition program, CancellationToken cancellation)
    {
        foreach (var path in program.With)
        {
            await subject.Sandbox.UploadAsync(Path.GetFileName(path), Encoding.UTF8.GetBytes(subject.Programs.Source(path)), cancellation);
        }

        return Expectation.Problems(program, await subject.Programs.RunAsync(ProgramRole.Sources, cancellation))
            .Select(problem => $"two source files: {problem}");
    }

    private static async Task<IEnumerable<string>> FilesAsync(SandboxSubject subject, ProgramDefinition program, CancellationToken cancellation)
    {
        var (input, output) = (UploadedFile.Create("input", ".txt"), UploadedFile.Create("output", ".txt"));
        await subject.Sandbox.UploadAsync(input.Name, Encoding.UTF8.GetBytes($"{FirstLine}\nzwei\ndrei\n"), cancellation);
        var response = await subject.Programs.RunAsync(
            ProgramRole.Files, source => output.Into(input.Into(source, "{{input}}"), "{{file}}"), cancellation);
        var problems = Expectation.Problems(program, response);
        if (problems.Count > 0)
        {
            return problems.Select(problem => $"files: {problem}");
        }

        var content = await subject.Sandbox.DownloadAsync(output.Name, cancellation);
        return content is null ? [$"files: {output.Name} was not written", Evidence.Of(response)]
            : Encoding.UTF8.GetString(content) is var text && text != Written ? [$"files: {output.Name} says {Evidence.Quote(text)}"]
            : [];
    }
}
