using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Sidecar.Execution;
using Sidecar.Files;
using Sidecar.Processes;
using Sidecar.Protocol;

namespace Sidecar.Http;

/// <summary>The HTTP interface.</summary>
internal sealed class Api(
    IExecutor executor,
    IMainLocator locator,
    ConfinedDirectory data,
    Walls? walls,
    AccessToken? token,
    Limits limits,
    ILogger logger,
    CancellationToken stopping)
{
    private const string RetrySeconds = "1";

    // Quotes and letters as they are: the answers are JSON for programs and people, never part of a web page.
    private static readonly ProtocolJson Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Serves one request.</summary>
    internal async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            logger.LogInformation("The client went away; its execution was ended.");
        }
        catch (SlowClientException e) when (context.Response.HasStarted)
        {
            logger.LogWarning("An answer was given up: {Reason}", e.Message);
            context.Abort();
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var (status, message) = Describe(e);
            if (status == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = RetrySeconds;
                logger.LogWarning("{Method} was refused: {Reason}", context.Request.Method, message);
            }
            else if (status >= StatusCodes.Status500InternalServerError)
            {
                logger.LogError(e, "{Method} failed.", context.Request.Method);
            }

            await WriteAsync(context, status, new ErrorResponse(message), Json.ErrorResponse);
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var file = RequestPath.File(target);
        if (token is not null && !IsOpen(context.Request, file) && !token.Admits(context.Request.Headers))
        {
            return RefuseStrangerAsync(context);
        }

        if (file is { Length: > 0 })
        {
            return context.Request.Method switch
            {
                "GET" => DownloadAsync(context, file),
                "DELETE" => DeleteAsync(context, file),
                _ => RefuseMethodAsync(context, "GET, DELETE"),
            };
        }

        return (context.Request.Method, context.Request.Path.Value?.TrimEnd('/')) switch
        {
            ("POST", "/execute") => ExecuteAsync(context),
            ("GET", "/files") => ListAsync(context),
            ("POST", "/files") => UploadAsync(context),
            ("GET", "/health") => WriteAsync(context, 200, new HealthResponse("healthy", walls), Json.HealthResponse),
            ("GET", "/ready") => ReadyAsync(context),
            (_, "/execute") => RefuseMethodAsync(context, "POST"),
            (_, "/files") => RefuseMethodAsync(context, "GET, POST"),
            (_, "/health" or "/ready") => RefuseMethodAsync(context, "GET"),
            _ => WriteAsync(
                context,
                StatusCodes.Status404NotFound,
                new ErrorResponse(
                    "There is no such call; there are POST /execute, POST and GET /files, GET and DELETE /files/{path}, GET /health and GET /ready."),
                Json.ErrorResponse),
        };
    }

    private async Task ExecuteAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = limits.LargestProgram;
        using var body = new BodyMemory(limits.Bodies);
        var request = await ReadAsync(context, body);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var held = 0L;
        try
        {
            byte[] answer;
            using (await limits.Gate.EnterAsync(cancellation.Token))
            {
                var response = await executor.ExecuteAsync(request, cancellation.Token);
                logger.LogInformation(
                    "Executed: exit code {ExitCode} after {Milliseconds} ms, timed out {TimedOut}, truncated {Truncated}.",
                    response.ExitCode, response.ExecutionTimeMs, response.TimedOut, response.Truncated);

                // Whoever fetches its answer slowly keeps the memory for it; when none is left for another answer, its
                // execution is not over, and so no further one begins.
                held = await limits.Answers.TakeAsync(Limits.Escaped * (response.Stdout.Length + response.Stderr.Length));
                answer = await limits.RenderAsync(() => JsonSerializer.SerializeToUtf8Bytes(response, Json.ExecuteResponse));
            }

            // What the longest escapes would have taken is for others.
            limits.Answers.Give(held - Math.Min(held, answer.Length));
            held = Math.Min(held, answer.Length);
            await WriteAsync(context, StatusCodes.Status200OK, answer);
        }
        finally
        {
            limits.Answers.Give(held);
        }
    }

    private static async Task<ExecuteRequest> ReadAsync(HttpContext context, BodyMemory body)
    {
        var bytes = await body.ReadAsync(new PatientStream(context.Request.Body), context.Request.ContentLength, context.RequestAborted);
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, Json.ExecuteRequest)
                ?? throw new BadRequestException("The body is null; send {\"code\", \"timeout\", \"working_dir\"}.");
        }
        catch (JsonException e)
        {
            // The parser's own message could quote the code.
            throw new BadRequestException(
                $"The body is not the JSON that is expected, {{\"code\": text, \"timeout\": whole seconds, \"working_dir\": path}}: see {e.Path ?? "$"}, line "
                + $"{(e.LineNumber ?? 0) + 1}.");
        }
    }

    private async Task ListAsync(HttpContext context)
    {
        await limits.Listings.WaitAsync(context.RequestAborted);
        try
        {
            await WriteAsync(context, StatusCodes.Status200OK, data.List(), Json.FileListing);
        }
        finally
        {
            limits.Listings.Release();
        }
    }

    private Task ReadyAsync(HttpContext context)
    {
        _ = locator.Locate();
        return WriteAsync(context, StatusCodes.Status200OK, new StatusResponse("ready"), Json.StatusResponse);
    }

    private async Task UploadAsync(HttpContext context)
    {
        // The volume's size is the limit; nothing is held in memory.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var boundary = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
        if (string.IsNullOrEmpty(boundary))
        {
            throw new BadRequestException("Send files as multipart/form-data, each part with a filename.");
        }

        var stored = new List<ListedFile>();
        var reader = new MultipartReader(boundary, new PatientStream(context.Request.Body)) { BodyLengthLimit = null };
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition
                && (disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName) is { Length: > 0 } name)
            {
                stored.Add(await data.StoreAsync(HeaderUtilities.RemoveQuotes(name).Value!, section.Body, context.RequestAborted));
            }
        }

        if (stored.Count == 0)
        {
            throw new BadRequestException("No part of the form has a filename, so nothing was stored.");
        }

        await WriteAsync(context, StatusCodes.Status200OK, new FileListing(stored), Json.FileListing);
    }

    private async Task DownloadAsync(HttpContext context, string path)
    {
        await using var file = data.OpenRead(path);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(new PatientStream(context.Response.Body), context.RequestAborted);
    }

    private Task DeleteAsync(HttpContext context, string path)
    {
        data.Delete(path);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Whether a call needs no token: those by which a kubelet, which has none, sees that the sidecar is up.</summary>
    private static bool IsOpen(HttpRequest request, string? file) =>
        file is null && HttpMethods.IsGet(request.Method) && (request.Path.Value?.TrimEnd('/') is "/health" or "/ready");

    private static Task RefuseStrangerAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            new ErrorResponse(
                $"This sidecar serves whoever has its token: send Authorization: Bearer TOKEN, or {AccessToken.ProxiedHeader}: TOKEN behind a proxy "
                + "that keeps Authorization for itself. GET /health and GET /ready need none."),
            Json.ErrorResponse);
    }

    private static Task RefuseMethodAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return WriteAsync(
            context,
            StatusCodes.Status405MethodNotAllowed,
            new ErrorResponse($"{context.Request.Method} is not served here; {allowed} is."),
            Json.ErrorResponse);
    }

    private (int Status, string Message) Describe(Exception e) => e switch
    {
        BadRequestException => (StatusCodes.Status400BadRequest, e.Message),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        InvalidDataException => (StatusCodes.Status400BadRequest, $"The form cannot be read: {e.Message}"),
        OutsideDirectoryException => (StatusCodes.Status403Forbidden, e.Message),
        UnauthorizedAccessException => (StatusCodes.Status403Forbidden, e.Message),
        FileNotFoundException or DirectoryNotFoundException => (StatusCodes.Status404NotFound, e.Message),
        SlowClientException => (StatusCodes.Status408RequestTimeout, e.Message),
        TooLargeException => (StatusCodes.Status413PayloadTooLarge, e.Message),
        ExhaustedException => (StatusCodes.Status503ServiceUnavailable, e.Message),
        WallException => (StatusCodes.Status503ServiceUnavailable, e.Message),
        MainUnavailableException => (StatusCodes.Status503ServiceUnavailable, e.Message),
        OperationCanceledException when stopping.IsCancellationRequested =>
            (StatusCodes.Status503ServiceUnavailable, "The sidecar is stopping; the program was ended."),
        IOException io when io is VolumeFullException || io.HResult == Native.Libc.NoSpace => (StatusCodes.Status507InsufficientStorage, e.Message),
        _ => (StatusCodes.Status500InternalServerError, e.Message),
    };

    private static Task WriteAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type) =>
        WriteAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(body, type));

    private static async Task WriteAsync(HttpContext context, int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await new PatientStream(context.Response.Body).WriteAsync(json, context.RequestAborted);
    }
}
