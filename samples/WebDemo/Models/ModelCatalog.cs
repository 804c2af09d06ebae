using WebDemo.Hosting;

namespace WebDemo.Models;

/// <summary>The models present; the first is the default.</summary>
internal sealed class ModelCatalog(IReadOnlyList<ModelEntry> entries)
{
    public IReadOnlyList<ModelEntry> Entries { get; } = entries;

    public ModelEntry Default => Entries[0];

    /// <exception cref="RefusedException">There is no such model.</exception>
    public ModelEntry Find(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return Default;
        }

        return Entries.FirstOrDefault(entry => entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw new RefusedException(
            StatusCodes.Status404NotFound,
            "There is no such model",
            $"'{(id.Length > 100 ? id[..100] + "…" : id)}' is not here. Present: {string.Join(", ", Entries.Select(static entry => entry.Id))}.");
    }
}
