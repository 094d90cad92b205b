using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using Harness.Platform.Credentials;

namespace Harness.Platform.Registries;

/// <summary>
/// Asks a registry for tags, manifests and blobs by the HTTP interface of the OCI distribution specification 1.1. It logs in with
/// what it is given, and only where the registry asks for a login; a login goes to the registry's own
/// host and to the place where it has tokens given, and never along with a redirection. Thread-safe.
/// </summary>
internal sealed class RegistryClient : IDisposable
{
    private const int Attempts = 4;
    private const int MostRedirections = 5;
    private const int MostPages = 1000;
    private const int MostDocument = 8 << 20;

    // Lists of what an image consists of have some megabytes, and with all files many.
    private const int MostBlob = 64 << 20;

    private const int MostTold = 300;
    private const string DockerHub = "docker.io";
    private const string DockerHubApi = "registry-1.docker.io";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Answering = TimeSpan.FromSeconds(60);

    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly Func<CancellationToken, Task<CredentialAnswer>> credentials;
    private readonly Action<string> message;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly SemaphoreSlim once = new(1, 1);
    private readonly Dictionary<string, AuthenticationHeaderValue> logins = [];
    private CredentialAnswer? login;
    private SslPolicyErrors untrusted;
    private Uri? root;

    /// <param name="host">The registry's host, and port if any, as image references have it.</param>
    /// <param name="credentials">Finds the login for this registry, once and only where it asks for one.</param>
    /// <param name="message">Gets what the user should know while it goes on, such as a registry that asks to wait.</param>
    /// <param name="clock">Measures pauses; null for the system's.</param>
    public RegistryClient(
        string host, Func<CancellationToken, Task<CredentialAnswer>> credentials, Action<string> message, TimeProvider? clock = null)
    {
        Host = host;
        this.credentials = credentials;
        this.message = message;
        this.clock = clock ?? TimeProvider.System;
        http = new HttpClient(new ConnectionFaultHandler(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = Connecting,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, _, _, errors) => (untrusted = errors) == SslPolicyErrors.None,
            },
        }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("kcr-harness");
    }

    /// <summary>The registry's host, and port if any.</summary>
    public string Host { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        http.Dispose();
        once.Dispose();
    }

    /// <summary>All tags of a repository, in the registry's order; none where there is no such repository.</summary>
    /// <param name="repository">Its path without the host.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <exception cref="RegistryException">The registry does not answer it.</exception>
    public async Task<IReadOnlyList<string>> TagsAsync(string repository, CancellationToken cancellation)
    {
        var tags = new List<string>();
        var path = $"{Path(repository)}/tags/list?n=1000";
        for (var page = 0; path is not null; page++)
        {
            if (page == MostPages)
            {
                throw new RegistryException(
                    $"{Host} gives the tags of {repository} in more than "
                    + $"{MostPages} pages; a registry that repeats a page never ends. Ask for it at the registry's own pages.");
            }

            var question = new Question($"the tags of {repository}", repository, path, ["application/json"]);
            if (await DocumentAsync(question, cancellation) is not { } answer)
            {
                return tags;
            }

            // null for a repository without tags: distribution's own registry says so.
            tags.AddRange(Understand(question, "a list of tags", () =>
                answer.Root.GetProperty("tags") is { ValueKind: not JsonValueKind.Null } list
                    ? list.EnumerateArray().Select(tag => tag.GetString()).OfType<string>().ToList()
                    : []));
            path = answer.Next;
        }

        return tags;
    }

    /// <summary>An image; null where the registry has nothing of that name.</summary>
    /// <param name="repository">Its repository without the host.</param>
    /// <param name="tagOrDigest">Its tag, or a digest.</param>
    /// <param name="platform">Which one of an index, for example linux/amd64.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <exception cref="RegistryException">The registry does not answer, or has it for other platforms alone.</exception>
    public async Task<RemoteImage?> FindAsync(string repository, string tagOrDigest, string platform, CancellationToken cancellation)
    {
        if (await ManifestAsync(repository, tagOrDigest, cancellation) is not { } found)
        {
            return null;
        }

        var question = new Question($"the manifest {repository}:{tagOrDigest}", repository, "", []);
        var (manifest, above) = (found, default(JsonElement));
        if (Understand(question, "a manifest or an index", () => found.Root.TryGetProperty("manifests", out above)))
        {
            var entries = Understand(question, "an index", () =>
                above.EnumerateArray().Select(entry => (Platform: Platform(entry), Digest: Text(entry, "digest"))).ToList());
            var chosen = entries.FirstOrDefault(entry =>
                entry.Platform == platform || entry.Platform?.StartsWith($"{platform}/", StringComparison.Ordinal) == true);
            if (chosen.Platform is null)
            {
                var there = entries.Select(entry => entry.Platform).OfType<string>().Where(one => one != "unknown/unknown").Distinct();
                throw new RegistryException(
                    $"{Host}/{repository}:{tagOrDigest} is not there for {platform}, only for {string.Join(", ", there)}. "
                    + "Ask whoever keeps the registry for it, or take another base.");
            }

            manifest = await ManifestAsync(repository, chosen.Digest, cancellation)
                ?? throw new RegistryException(
                    $"{Host} has the index {repository}:{tagOrDigest} and not the manifest {chosen.Digest} that it names for "
                    + $"{platform}: the image was not pushed to its end, or is being removed. Push it again.");
        }

        return Understand(question, "an image's manifest, with config and layers", () => new RemoteImage(
            found.Digest,
            manifest.Digest,
            Text(manifest.Root.GetProperty("config"), "digest"),
            [.. manifest.Root.GetProperty("layers").EnumerateArray().Select(Blob)],
            Annotations(found.Root).Concat(Annotations(manifest.Root)).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Last().Value)));
    }

    /// <summary>A manifest or an index; null where the registry has nothing of that name.</summary>
    /// <exception cref="RegistryException">The registry does not answer, or with other bytes than the digest says.</exception>
    public async Task<RemoteDocument?> ManifestAsync(string repository, string tagOrDigest, CancellationToken cancellation)
    {
        var name = tagOrDigest.StartsWith("sha256:", StringComparison.Ordinal) ? $"{repository}@{tagOrDigest}" : $"{repository}:{tagOrDigest}";
        var question = new Question(name, repository, $"{Path(repository)}/manifests/{tagOrDigest}", ManifestTypes);
        if (await DocumentAsync(question, cancellation) is not { } answer)
        {
            return null;
        }

        Verify(question, answer.Digest, tagOrDigest);
        Verify(question, answer.Digest, answer.Told);
        return new RemoteDocument(answer.Digest, answer.Root);
    }

    /// <summary>
    /// The index of what refers to an image, such as signatures (OCI distribution specification 1.1, "Listing Referrers"); for a registry
    /// without that question, what its clients keep under a tag instead. Null where there is none.
    /// </summary>
    /// <exception cref="RegistryException">The registry does not answer.</exception>
    public async Task<JsonElement?> ReferrersAsync(string repository, string digest, CancellationToken cancellation)
    {
        var question = new Question(
            $"what refers to {repository}@{digest}", repository, $"{Path(repository)}/referrers/{digest}", ["application/vnd.oci.image.index.v1+json"])
        {
            MayBeUnknown = true,
        };
        return (await DocumentAsync(question, cancellation))?.Root
            ?? (await ManifestAsync(repository, digest.Replace(':', '-'), cancellation))?.Root;
    }

    /// <summary>A blob that is a JSON document, such as an image's configuration; null where the registry does not have it.</summary>
    /// <exception cref="RegistryException">The registry does not answer, or with other bytes than the digest says.</exception>
    public async Task<JsonElement?> BlobDocumentAsync(string repository, string digest, CancellationToken cancellation)
    {
        var question = new Question($"the blob {repository}@{digest}", repository, $"{Path(repository)}/blobs/{digest}", ["*/*"]) { Most = MostBlob };
        if (await DocumentAsync(question, cancellation) is not { } answer)
        {
            return null;
        }

        Verify(question, answer.Digest, digest);
        return answer.Root;
    }

    /// <summary>A blob as a stream, whose bytes nobody has verified.</summary>
    /// <exception cref="RegistryException">The registry does not answer, or does not have it.</exception>
    public async Task<Stream> BlobAsync(string repository, string digest, CancellationToken cancellation)
    {
        var question = new Question($"the blob {repository}@{digest}", repository, $"{Path(repository)}/blobs/{digest}", ["*/*"]);
        var response = await AskAsync(question, cancellation)
            ?? throw new RegistryException(
                $"{Host} does not have {question.What}, which a manifest of its own names: "
                + "the image was not pushed to its end, or is being removed. Push it again.");
        try
        {
            return new PatientStream(await response.Content.ReadAsStreamAsync(cancellation), Answering);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static string? Platform(JsonElement entry) =>
        entry.TryGetProperty("platform", out var platform) && platform.ValueKind == JsonValueKind.Object
            ? string.Join('/', new[] { Text(platform, "os"), Text(platform, "architecture"), Text(platform, "variant") }.Where(part => part.Length > 0))
            : null;

    private static RemoteBlob Blob(JsonElement descriptor) => new(
        Text(descriptor, "digest"),
        descriptor.TryGetProperty("size", out var size) && size.TryGetInt64(out var bytes) ? bytes : 0,
        Text(descriptor, "mediaType"),
        Annotations(descriptor));

    private static Dictionary<string, string> Annotations(JsonElement owner) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty("annotations", out var all) && all.ValueKind == JsonValueKind.Object
            ? all.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString())
            : [];

    private static string Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static void Verify(Question question, string digest, string? expected)
    {
        if (expected is not null && expected.StartsWith("sha256:", StringComparison.Ordinal) && expected != digest)
        {
            throw new RegistryException(
                $"{question.What} is not what its digest says: expected {expected}, and the bytes have "
                + $"{digest}. The registry, or what is between it and here, changed it; nothing of it was used.");
        }
    }

    /// <summary>The beginning of the interface's paths of a repository. Docker Hub's official images are in library/.</summary>
    private string Path(string repository) =>
        $"/v2/{(Host == DockerHub && !repository.Contains('/', StringComparison.Ordinal) ? $"library/{repository}" : repository)}";

    /// <summary>What an answer says, which may be of any form.</summary>
    private T Understand<T>(Question question, string expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException)
        {
            throw Strange(question, expected);
        }
    }

    private RegistryException Strange(Question question, string expected) => new(
        $"{Host} was asked for {question.What} and does not answer as a registry does: expected "
        + $"{expected}. Is it the registry, or a proxy's or login page before it? See what {root}v2/ gives.");

    private async Task<Answer?> DocumentAsync(Question question, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await AskAsync(question, cancellation);
            if (response is null)
            {
                return null;
            }

            try
            {
                var bytes = await BytesAsync(response, cancellation, question.Most);
                return new Answer(
                    $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}",
                    response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? digests.First() : null,
                    JsonDocument.Parse(bytes).RootElement,
                    Next(response));
            }
            catch (JsonException)
            {
                throw Strange(question, "a JSON document");
            }
            catch (Exception fault) when (ConnectionFault.Is(fault))
            {
                if (attempt >= Attempts)
                {
                    throw new RegistryException(
                        $"{Host} did not send {question.What} to its end, {attempt} times: "
                        + $"{Sentence.Of(fault.Message)} Try again; if it stays so, look at the registry and at what is between it and here.",
                        fault);
                }

                await PauseAsync(question, $"the answer ended early ({fault.Message.TrimEnd('.')})", attempt, null, cancellation);
            }
        }
    }

    private static async Task<byte[]> BytesAsync(HttpResponseMessage response, CancellationToken cancellation, int most = MostDocument)
    {
        await using var stream = new PatientStream(await response.Content.ReadAsStreamAsync(cancellation), Answering);
        using var kept = new MemoryStream();
        var piece = new byte[1 << 16];
        while (await stream.ReadAsync(piece, cancellation) is > 0 and var count)
        {
            if (kept.Length + count > most)
            {
                throw new RegistryException($"The registry's answer is longer than {most >> 20} MiB, which no document of its kind is.");
            }

            kept.Write(piece, 0, count);
        }

        return kept.ToArray();
    }

    /// <summary>The path of the next page of a list (RFC 8288); null at its end, or where it would lead to another host.</summary>
    private string? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
        {
            return null;
        }

        var next = links
            .SelectMany(link => link.Split(','))
            .FirstOrDefault(link => link.Replace("\"", "", StringComparison.Ordinal).Contains("rel=next", StringComparison.OrdinalIgnoreCase));
        var (start, end) = (next?.IndexOf('<', StringComparison.Ordinal) ?? -1, next?.IndexOf('>', StringComparison.Ordinal) ?? -1);
        return start >= 0 && end > start && Uri.TryCreate(response.RequestMessage!.RequestUri, next![(start + 1)..end], out var uri) && IsOwn(uri)
            ? uri.PathAndQuery
            : null;
    }

    /// <summary>The answer with the status 200; null for what the registry does not have.</summary>
    private async Task<HttpResponseMessage?> AskAsync(Question question, CancellationToken cancellation)
    {
        root ??= await RootAsync(cancellation);
        var asked = false;
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage response;
            try
            {
                response = await FollowAsync(question, cancellation);
            }
            catch (HttpRequestException fault) when (attempt < Attempts && IsPassing(fault))
            {
                await PauseAsync(question, Sentence.Of(fault.Message).TrimEnd('.'), attempt, null, cancellation);
                continue;
            }
            catch (HttpRequestException fault)
            {
                throw Unreachable(fault);
            }

            switch ((int)response.StatusCode)
            {
                case 200:
                    return response;
                case 401 when !asked && Challenge.Of(response.Headers.WwwAuthenticate) is { } challenge:
                    response.Dispose();
                    asked = true;
                    await LogInAsync(question, challenge, cancellation);
                    attempt--;
                    break;
                case var _ when IsPassing(response) && attempt < Attempts:
                    var told = await ToldAsync(response, cancellation);
                    var pause = Pause(response);
                    response.Dispose();
                    await PauseAsync(question, told, attempt, pause, cancellation);
                    break;
                case 404 when question.MayBeUnknown || await HasErrorsAsync(response, cancellation):
                    response.Dispose();
                    return null;
                default:
                    using (response)
                    {
                        throw await RefusalAsync(question, response, attempt, cancellation);
                    }
            }
        }
    }

    /// <summary>Whether the same question may be answered a little later: a name that is not known or a certificate that is not trusted stays so.</summary>
    private bool IsPassing(HttpRequestException fault) =>
        fault.HttpRequestError is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError) && untrusted == SslPolicyErrors.None
        && fault.InnerException is not SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    private static bool IsPassing(HttpResponseMessage response) => (int)response.StatusCode is 429 or 500 or 502 or 503 or 504;

    /// <summary>Asks, and goes where it is sent: with the login at the registry alone.</summary>
    private async Task<HttpResponseMessage> FollowAsync(Question question, CancellationToken cancellation)
    {
        var uri = new Uri(root!, question.Path);
        for (var redirections = 0; ; redirections++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            foreach (var type in question.Accept)
            {
                request.Headers.Accept.ParseAdd(type);
            }

            if (IsOwn(uri))
            {
                lock (logins)
                {
                    request.Headers.Authorization = logins.GetValueOrDefault(question.Repository);
                }
            }

            var response = await SendAsync(request, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            var target = new Uri(uri, location);
            if (redirections >= MostRedirections)
            {
                throw new RegistryException(
                    $"{Host} sends whoever asks for {question.What} on and on: {redirections + 1} redirections, the last to "
                    + $"{target.Host}. Look at the registry's configuration.");
            }

            if (target.Scheme != Uri.UriSchemeHttps && (uri.Scheme == Uri.UriSchemeHttps || target.Scheme != Uri.UriSchemeHttp))
            {
                throw new RegistryException(
                    $"{Host} sends whoever asks for {question.What} to "
                    + $"{target.Scheme}://{target.Authority}, which is not encrypted; it was not followed. Look at the registry's configuration.");
            }

            uri = target;
        }
    }

    /// <summary>Sends a request; no answer within the limit is a fault of the connection.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Answering);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no answer within {Answering.TotalSeconds:0} s", fault);
        }
    }

    private bool IsOwn(Uri uri) => root is not null && uri.Scheme == root.Scheme && uri.Authority == root.Authority;

    private async Task LogInAsync(Question question, Challenge challenge, CancellationToken cancellation)
    {
        await once.WaitAsync(cancellation);
        try
        {
            login ??= await credentials(cancellation);
        }
        finally
        {
            once.Release();
        }

        var basic = login.Credential is { } credential ? new AuthenticationHeaderValue("Basic", credential.Auth) : null;
        if (challenge.Realm is null)
        {
            if (basic is not null)
            {
                Keep(question.Repository, basic);
            }

            return;
        }

        if (challenge.Realm.Scheme != Uri.UriSchemeHttps && root!.Scheme == Uri.UriSchemeHttps)
        {
            throw new RegistryException(
                $"{Host} has its tokens given at {challenge.Realm.Scheme}://"
                + $"{challenge.Realm.Authority}, which is not encrypted: no login was sent there. Look at the registry's configuration.");
        }

        var token = await TokenAsync(question, challenge, basic, cancellation);
        if (token is not null)
        {
            Keep(question.Repository, new AuthenticationHeaderValue("Bearer", token));
        }
    }

    private void Keep(string repository, AuthenticationHeaderValue header)
    {
        lock (logins)
        {
            logins[repository] = header;
        }
    }

    /// <summary>A token for a repository; null where none is given, which the registry's own answer explains.</summary>
    private async Task<string?> TokenAsync(Question question, Challenge challenge, AuthenticationHeaderValue? basic, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, challenge.TokenUri($"repository:{question.Repository}:pull"));
            request.Headers.Authorization = basic;
            try
            {
                using var response = await SendAsync(request, cancellation);
                if (IsPassing(response) && attempt < Attempts)
                {
                    await PauseAsync(question, $"{challenge.Realm!.Host}: {await ToldAsync(response, cancellation)}", attempt, Pause(response), cancellation);
                    continue;
                }

                if (!response.IsSuccessStatusCode)
                {
                    // Whoever gives tokens says why there is none, which the registry could not.
                    throw await RefusalAsync(question, response, attempt, cancellation);
                }

                var root = JsonDocument.Parse(await BytesAsync(response, cancellation)).RootElement;
                return Text(root, "token") is { Length: > 0 } token ? token : Text(root, "access_token") is { Length: > 0 } access ? access : null;
            }
            catch (JsonException)
            {
                throw Strange(question, $"a token from {challenge.Realm!.Host}, as a JSON document");
            }
            catch (Exception fault) when (ConnectionFault.Is(fault))
            {
                if (attempt >= Attempts || (fault is HttpRequestException lost && !IsPassing(lost)))
                {
                    throw new RegistryException(
                        $"{Host} has its tokens given at {challenge.Realm!.Host}, which cannot be asked: {Certificate() ?? Sentence.Of(fault.Message)}",
                        fault);
                }

                await PauseAsync(question, $"{challenge.Realm!.Host}: {fault.Message.TrimEnd('.')}", attempt, null, cancellation);
            }
        }
    }

    /// <summary>Where the interface is. A registry on loopback may be without TLS, as docker has it.</summary>
    private async Task<Uri> RootAsync(CancellationToken cancellation)
    {
        var authority = Host == DockerHub ? DockerHubApi : Host;
        var secure = new Uri($"https://{authority}/");
        if (!secure.IsLoopback)
        {
            return secure;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(secure, "/v2/"));
            using var response = await SendAsync(request, cancellation);
            return secure;
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.SecureConnectionError && untrusted == SslPolicyErrors.None)
        {
            return new Uri($"http://{authority}/");
        }
        catch (HttpRequestException fault)
        {
            throw Unreachable(fault);
        }
    }

    private RegistryException Unreachable(HttpRequestException fault) => new(
        Certificate() ?? (fault.HttpRequestError == HttpRequestError.NameResolutionError
            ? $"The registry {Host} cannot be asked: its name is not known here ({fault.Message.TrimEnd('.')}). Is it spelt right, and is there a network?"
            : $"The registry {Host} cannot be asked: "
                + $"{Sentence.Of(fault.InnerException is AuthenticationException or SocketException ? fault.InnerException.Message : fault.Message)}"
                + $" See whether it is reachable from this machine."),
        fault);

    /// <summary>Why the certificate is not trusted; null where it is.</summary>
    private string? Certificate() => untrusted == SslPolicyErrors.None ? null
        : $"The certificate of the registry {Host} is not trusted: "
            + (untrusted.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"it is for another name than {Host}. "
                : untrusted.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? "no authority that this machine trusts has signed it, or its time is over. "
                : "it has none. ")
            + "No login was sent. Add its authority to the machine's (on Debian update-ca-certificates) or name a bundle that has it in SSL_CERT_FILE.";

    private static TimeSpan? Pause(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow,
        _ => null,
    };

    /// <summary>Waits before the next attempt: as long as the registry asks, or twice as long as the last time.</summary>
    /// <exception cref="RegistryException">The registry asks for more patience than anybody has who waits before a terminal.</exception>
    private async Task PauseAsync(Question question, string why, int attempt, TimeSpan? asked, CancellationToken cancellation)
    {
        if (asked > LongestPause)
        {
            throw new RegistryException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Host} does not give {question.What} now: {why}. It asks to be left alone for {asked.Value.TotalSeconds:0} s, and more than "
                + $"{LongestPause.TotalSeconds:0} s are not waited for. Try again then; with a login (docker login {Host}) limits are mostly wider."));
        }

        var pause = asked is { } wanted && wanted > TimeSpan.Zero ? wanted : FirstPause * Math.Pow(2, attempt - 1);
        message(string.Create(CultureInfo.InvariantCulture, $"{Host}: {why}; asking again in {pause.TotalSeconds:0.#} s ({attempt} of {Attempts - 1})"));
        await Task.Delay(pause, clock, cancellation);
    }

    /// <summary>Whether a 404 is a registry's own: others answer so to every path.</summary>
    private static async Task<bool> HasErrorsAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var root = JsonDocument.Parse(await BytesAsync(response, cancellation)).RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("errors", out _);
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task<RegistryException> RefusalAsync(Question question, HttpResponseMessage response, int attempt, CancellationToken cancellation)
    {
        var told = await ToldAsync(response, cancellation);
        var who = login switch
        {
            { Credential: not null } => $"with a login ({login.Explanation})",
            { Found: true } => $"with an identity token instead of a login, which docker alone can use ({login.Explanation})",
            not null => $"without a login ({login.Explanation})",
            null => "without a login, which it did not ask for",
        };
        return new RegistryException((int)response.StatusCode switch
        {
            401 when login?.Credential is null =>
                $"{Host} gives {question.What} to nobody without a login: {told}, {who}. Log in: docker login {Host}, or DHI_USERNAME and DHI_PASSWORD.",
            401 => $"{Host} does not take the login for {question.What}: {told}, {who}. Is the password, or access token, still valid? Log in again.",
            403 => $"{Host} refuses {question.What}: {told}, {who}. The account may not read it: ask whoever keeps the registry.",
            404 => $"{Host} was asked for {question.What} and does not answer as a registry does: {told}. Is the host right?",
            429 =>
                $"{Host} does not give {question.What} now: {told}, "
                + $"{attempt} times. Try again later; with a login (docker login {Host}) limits are mostly wider.",
            >= 500 => $"{Host} does not give {question.What}: {told}, {attempt} times. The fault is the registry's: try again later.",
            _ => $"{Host} does not give {question.What}: {told}.",
        });
    }

    /// <summary>Status and, in its own words, reason of an answer.</summary>
    private static async Task<string> ToldAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = $"status {(int)response.StatusCode}";
        try
        {
            var root = JsonDocument.Parse(await BytesAsync(response, cancellation)).RootElement;
            var reasons = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? errors.EnumerateArray().Select(error => $"{Text(error, "code")} {Text(error, "message")}".Trim())
                : [Text(root, "details"), Text(root, "message")];
            var text = string.Join("; ", reasons.Where(reason => reason.Length > 0));
            return text.Length == 0 ? status : $"{status} ({(text.Length > MostTold ? $"{text[..MostTold]}…" : text)})";
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException or RegistryException)
        {
            return status;
        }
    }

    /// <param name="What">What is asked for, for people.</param>
    /// <param name="Repository">The repository, which a token is for.</param>
    /// <param name="Path">The path with its query.</param>
    /// <param name="Accept">The media types that are understood.</param>
    private sealed record Question(string What, string Repository, string Path, IReadOnlyList<string> Accept)
    {
        /// <summary>The most bytes that an answer may have.</summary>
        public int Most { get; init; } = MostDocument;

        /// <summary>Whether older registries do not know the question.</summary>
        public bool MayBeUnknown { get; init; }
    }

    /// <param name="Digest">The digest of the bytes.</param>
    /// <param name="Told">The digest that the registry says.</param>
    /// <param name="Root">The document.</param>
    /// <param name="Next">The path of the next page.</param>
    private sealed record Answer(string Digest, string? Told, JsonElement Root, string? Next);
}
