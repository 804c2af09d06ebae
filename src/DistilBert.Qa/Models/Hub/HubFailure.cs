using System.Net;

namespace DistilBert.Qa.Models.Hub;

/// <summary>Explains an answer that is no success.</summary>
internal static class HubFailure
{
    /// <summary>Returns for a success and for a range past the end, and throws what the status means otherwise.</summary>
    /// <remarks>What the server wrote is not repeated: only the code the hub has for the case is looked at.</remarks>
    public static void ThrowIfFailed(HttpResponseMessage response, HubSubject subject, HubSettings settings, bool fromHub)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return;
        }

        int status = (int)response.StatusCode;
        string host = response.RequestMessage?.RequestUri?.Host ?? settings.Endpoint.Host;
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            throw new HubTransientException($"{host} answered {status} to the request for {subject}.", RetryAfter(response));
        }

        if (!fromHub)
        {
            // A signed address of the storage behind the hub has run out, or the file has gone there; a new one comes with the next attempt.
            throw new HubTransientException($"{host}, where the hub keeps {subject}, answered {status}.");
        }

        string? code = response.Headers.TryGetValues("X-Error-Code", out IEnumerable<string>? codes) ? codes.FirstOrDefault() : null;
        throw new ModelException(Explain(status, code, subject, settings));
    }

    private static string Explain(int status, string? code, HubSubject subject, HubSettings settings)
    {
        string page = $"{settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{subject.Repository}";
        bool hasToken = settings.Token is not null;
        return (status, code) switch
        {
            (_, "GatedRepo") => $"{subject.Repository} is gated ({status}): open {page}, accept its terms, and set HF_TOKEN to an access token of that account{(hasToken ? "; the token that is set has no access" : "")}.",
            (_, "RevisionNotFound") => $"{subject.Repository} has no revision \"{subject.Revision}\" ({status}). Its branches and tags are listed at {page}.",
            (_, "EntryNotFound") => $"{subject.Repository} has no file {subject.File ?? "of that name"} at {subject.Revision} ({status}). Its files are listed at {page}.",
            (401, "RepoNotFound") or (401, null) when !hasToken => $"The hub shows {subject.Repository} to nobody without a login (401): it does not exist, or is private or gated. Check the name at {page}; for a private or gated one set HF_TOKEN.",
            (401, _) => $"The hub refused the token or has no {subject.Repository} (401). Check the name at {page}, and HF_TOKEN or the token file; HF_HUB_DISABLE_IMPLICIT_TOKEN=1 asks without a token.",
            (403, _) => $"Access to {subject.Repository} is forbidden (403). Open {page}, accept its terms if it is gated, and set HF_TOKEN to an access token that may read it.",
            (404, _) => $"The hub has no {subject} (404). Check the name at {page}.",
            _ => $"The hub answered {status} to the request for {subject}. Check {page}, and HF_ENDPOINT if it is set.",
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - DateTimeOffset.UtcNow;
        return asked > TimeSpan.Zero ? asked : null;
    }
}
