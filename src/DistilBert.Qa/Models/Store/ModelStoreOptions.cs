namespace DistilBert.Qa;

/// <summary>Where models are kept and fetched from; what is left unset follows the environment.</summary>
public sealed class ModelStoreOptions
{
    /// <summary>The folder of compiled models; default: <c>DISTILBERT_QA_CACHE</c>, else <c>distilbert-qa</c> in the user's cache folder.</summary>
    public string? CacheFolder { get; set; }

    /// <summary>The hub's cache, shared with Python; default: <c>HF_HUB_CACHE</c>, else <c>HF_HOME/hub</c>, else <c>~/.cache/huggingface/hub</c>.</summary>
    public string? HubCacheFolder { get; set; }

    /// <summary>The hub's address; default: <c>HF_ENDPOINT</c>, else https://huggingface.co.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The access token for private and gated repositories; default: <c>HF_TOKEN</c>, else the token file that Python's login writes.</summary>
    public string? Token { get; set; }

    /// <summary>Whether the network is left alone; default: <c>HF_HUB_OFFLINE</c>.</summary>
    public bool? Offline { get; set; }
}
