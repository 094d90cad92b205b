using k8s.KubeConfigModels;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Harness.Platform.Kubernetes;

/// <summary>Where contexts come from: files of the user's that are only ever read.</summary>
public static class Kubeconfig
{
    private const string ExecExtension = "client.authentication.k8s.io/exec";

    /// <summary>
    /// The user's files as kubectl finds them, followed by the local cluster's own where that is there: so
    /// <c>-c kcr-local</c> needs nothing in the user's configuration.
    /// </summary>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <returns>The files, as the variable <c>KUBECONFIG</c> lists them.</returns>
    public static string Files(Func<string, string?> environment)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var user = environment("KUBECONFIG") is { Length: > 0 } named ? named : Path.Combine(home, ".kube", "config");
        var local = Path.Combine(UserCache.Directory(environment), "cluster", "kubeconfig");
        return File.Exists(local) ? $"{user}{Path.PathSeparator}{local}" : user;
    }

    /// <summary>
    /// Reads the files into the client's own model and merges them as kubectl does: of two entries with the same name the
    /// first counts, and a file that is not there says nothing. The client's reader is not used: it takes half a second to
    /// prepare for every kind of the API, refuses a file that is missing, and reads none of what <see cref="ClusterSettings"/>,
    /// <see cref="UserSettings"/> and <see cref="PluginSettings"/> add.
    /// </summary>
    /// <exception cref="InfrastructureException">A file cannot be read.</exception>
    internal static K8SConfiguration Read(string files)
    {
        var all = files.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(File.Exists).Select(ReadFile).ToList();
        return new K8SConfiguration
        {
            CurrentContext = all.Select(one => one.CurrentContext).FirstOrDefault(name => !string.IsNullOrEmpty(name)),
            Contexts = First(all.SelectMany(one => one.Contexts), context => context.Name),
            Clusters = First(all.SelectMany(one => one.Clusters), cluster => cluster.Name),
            Users = First(all.SelectMany(one => one.Users), user => user.Name),
        };

        static List<T> First<T>(IEnumerable<T> entries, Func<T, string> name) => [.. entries.DistinctBy(name, StringComparer.Ordinal)];
    }

    private static K8SConfiguration ReadFile(string file)
    {
        try
        {
            using var reader = File.OpenText(file);
            var documents = new YamlStream();
            documents.Load(new MergingParser(new Parser(reader)));
            // Paths in it are relative to it.
            var directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var root = documents.Documents.Count == 0 ? null : documents.Documents[0].RootNode;
            return root switch
            {
                null or YamlScalarNode { Value: null or "" } => new K8SConfiguration(),
                YamlMappingNode map => new K8SConfiguration
                {
                    CurrentContext = map.Text("current-context"),
                    Contexts = map.Entries("contexts", "context", (name, entry) => new Context { Name = name, ContextDetails = ContextOf(entry) }),
                    Clusters = map.Entries("clusters", "cluster", (name, entry) => new Cluster { Name = name, ClusterEndpoint = ClusterOf(entry, directory) }),
                    Users = map.Entries("users", "user", (name, entry) => new User { Name = name, UserCredentials = UserOf(entry, directory) }),
                },
                _ => throw new YamlException("it is no mapping"),
            };
        }
        catch (Exception fault) when (fault is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException($"The kubeconfig file {file} could not be read: {fault.Message}", fault);
        }
    }

    private static ContextDetails ContextOf(YamlMappingNode map) =>
        new() { Cluster = map.Text("cluster"), User = map.Text("user"), Namespace = map.Text("namespace") };

    private static ClusterSettings ClusterOf(YamlMappingNode map, string directory) => new()
    {
        Server = map.Text("server"),
        CertificateAuthority = map.File("certificate-authority", directory),
        CertificateAuthorityData = map.Text("certificate-authority-data"),
        SkipTlsVerify = map.Flag("insecure-skip-tls-verify"),
        TlsServerName = map.Text("tls-server-name"),
        ProxyUrl = map.Text("proxy-url"),
        DisableCompression = map.Flag("disable-compression"),
        PluginConfiguration = map.List("extensions").OfType<YamlMappingNode>().FirstOrDefault(one => one.Text("name") == ExecExtension)?.Json("extension"),
    };

    private static UserSettings UserOf(YamlMappingNode map, string directory) => new()
    {
        ClientCertificate = map.File("client-certificate", directory),
        ClientCertificateData = map.Text("client-certificate-data"),
        ClientKey = map.File("client-key", directory),
        ClientKeyData = map.Text("client-key-data"),
        Token = map.Text("token"),
        TokenFile = map.File("tokenFile", directory),
        UserName = map.Text("username"),
        Password = map.Text("password"),
        Impersonate = map.Text("as"),
        ImpersonateUid = map.Text("as-uid"),
        ImpersonateGroups = map.Texts("as-groups"),
        ImpersonateExtra = map.Map("as-user-extra") is { } extra ? extra.Children.Keys.Select(key => $"{key}").ToDictionary(key => key, extra.Texts) : [],
        AuthProvider = map.Map("auth-provider") is { } provider
            ? new AuthProvider { Name = provider.Text("name"), Config = provider.Map("config")?.Strings() ?? [] }
            : null,
        ExternalExecution = map.Map("exec") is { } exec ? PluginOf(exec, directory) : null,
    };

    private static PluginSettings PluginOf(YamlMappingNode map, string directory)
    {
        var command = map.Text("command") ?? "";
        return new PluginSettings
        {
            ApiVersion = map.Text("apiVersion"),
            // What has no separator in it is looked for on PATH.
            Command = command.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) < 0 ? command : Path.Combine(directory, command),
            Arguments = map.Texts("args"),
            EnvironmentVariables = [.. map.List("env").OfType<YamlMappingNode>().Select(one => one.Strings())],
            InstallHint = map.Text("installHint"),
            ProvideClusterInfo = map.Flag("provideClusterInfo"),
            InteractiveMode = map.Text("interactiveMode"),
        };
    }
}
