namespace DistilBert.Qa;

/// <summary>Where a <see cref="StoredModel"/> is kept.</summary>
public enum StoredModelKind
{
    /// <summary>Beside the application, from its package.</summary>
    Mini = 0,

    /// <summary>In the hub's cache, shared with Python.</summary>
    Hub = 1,

    /// <summary>In the cache of compiled models.</summary>
    Compiled = 2,
}
