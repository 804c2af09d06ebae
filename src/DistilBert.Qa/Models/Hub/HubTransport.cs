using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;

namespace DistilBert.Qa.Models.Hub;

/// <summary>Sends requests to the hub and follows its redirects by hand, so that the token is only ever sent to the hub itself.</summary>
internal sealed class HubTransport(HubSettings settings)
{
    private const int MostRedirects = 8;

    // One pool for the process. It holds no cookies and no credentials, and passes no trace ids on; proxies are .NET's own (HTTPS_PROXY, NO_PROXY, the system's).
    private static readonly HttpMessageInvoker Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    });

    private static readonly ProductInfoHeaderValue Product =
        new("DistilBert.Qa", typeof(HubTransport).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "0");

    /// <summary>Asks once; the answer is a success, or 416 for a range that is past the end, with its body unread.</summary>
    /// <param name="path">The path below the hub's address, escaped.</param>
    /// <param name="subject">What is asked for, for messages.</param>
    /// <param name="from">The first byte wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HubTransientException">Another attempt may succeed.</exception>
    /// <exception cref="ModelException">No attempt will succeed; the message says what to do.</exception>
    public async Task<HubResponse> GetAsync(string path, HubSubject subject, long from, CancellationToken cancellationToken)
    {
        var address = new Uri($"{settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
        string? commit = null;
        HubDigest? digest = null;
        long? size = null;
        for (int hop = 0; hop <= MostRedirects; hop++)
        {
            HttpResponseMessage response = await SendAsync(address, from, cancellationToken).ConfigureAwait(false);
            bool redirected = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
            if (IsHub(address))
            {
                commit ??= Header(response, "X-Repo-Commit");
                digest ??= HubDigest.TryParse(Header(response, "X-Linked-ETag") ?? (redirected ? null : Header(response, "ETag")));
                size ??= long.TryParse(Header(response, "X-Linked-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out long linked) ? linked : null;
            }

            if (redirected)
            {
                Uri? location = response.Headers.Location;
                response.Dispose();
                address = Follow(address, location, subject);
                continue;
            }

            try
            {
                HubFailure.ThrowIfFailed(response, subject, settings, IsHub(address));
            }
            catch
            {
                response.Dispose();
                throw;
            }

            return new HubResponse(response) { Commit = commit, Digest = digest, Size = size };
        }

        throw new ModelException($"The hub redirects the request for {subject} more than {MostRedirects} times. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");
    }

    private static Uri Follow(Uri from, Uri? location, HubSubject subject)
    {
        if (location is null || !Uri.TryCreate(from, location, out Uri? target) || target.Scheme is not ("http" or "https"))
        {
            throw new ModelException($"The hub redirects the request for {subject} without an address that can be followed. If a mirror (HF_ENDPOINT) or a proxy stands between, ask its operator.");
        }

        return from.Scheme != "https" || target.Scheme == "https"
            ? target
            : throw new ModelException($"The hub redirects the request for {subject} from https to plain http at {target.Host}, which is not followed. If a proxy stands between, ask its operator.");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private async Task<HttpResponseMessage> SendAsync(Uri address, long from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(Product);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        if (settings.Token is not null && IsHub(address))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timings.Response);
        try
        {
            return await Client.SendAsync(request, patience.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw new HubTransientException($"{address.Host} cannot be reached: {Sentence.Of(exception)}", innerException: exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HubTransientException($"{address.Host} did not answer within {settings.Timings.Response.TotalSeconds:0.#} s.", innerException: exception);
        }
    }

    private bool IsHub(Uri address) =>
        address.Scheme == settings.Endpoint.Scheme && address.Port == settings.Endpoint.Port
        && address.IdnHost.Equals(settings.Endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);
}
