using Harness.Catalog;
using Harness.Images;

namespace Harness.Benchmarks;

/// <summary>Runs each language's hello program in a container of its own, as a person without the harness would.</summary>
internal sealed class HelloPrograms(Tools tools, ImageCatalog catalog)
{
    public async Task RunAllAsync()
    {
        foreach (var (image, language) in catalog.Languages)
        {
            await RunAsync(image, language);
        }
    }

    private async Task RunAsync(ImageDefinition image, LanguageDefinition language)
    {
        var directory = Directory.CreateTempSubdirectory("kcr-bench-");
        try
        {
            var file = Path.Combine(directory.FullName, language.File);
            File.Copy(Path.Combine(catalog.Root, language.Programs[ProgramRole.Hello].Path), file);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(directory.FullName, (UnixFileMode)0b111_111_111);
            }

            // The image's ENTRYPOINT is `env -i K=V …`: what follows the image runs in exactly that environment.
            await tools.RunAsync(
                "docker",
                [
                    "run", "--rm", "--volume", $"{directory.FullName}:/mnt/data", "--workdir", "/mnt/data",
                    ImageReference.For(image.Name).ToString(), .. Command(language),
                ]);
        }
        finally
        {
            // What the container wrote belongs to its user.
            directory.Delete(recursive: true);
        }
    }

    private static List<string> Command(LanguageDefinition language)
    {
        List<string> words = [.. language.Run.Select(word => word
            .Replace("{file}", language.File, StringComparison.Ordinal)
            .Replace("{out}", "./program", StringComparison.Ordinal))];
        return language.Shell ? ["sh", "-c", $"{words[0]} && {words.ElementAtOrDefault(1) ?? "./program"}"] : words;
    }
}
