namespace DistilBert.Qa.Tool.Models;

/// <summary>A graph of a model's folder.</summary>
/// <param name="File">Its path below the folder.</param>
/// <param name="Precision">Its precision, or <see cref="ModelPrecision.Auto"/> where it does not say.</param>
/// <param name="Obstacle">Why it does not run; <see langword="null"/> where it does.</param>
internal sealed record InspectedGraph(string File, ModelPrecision Precision, string? Obstacle)
{
    public string PrecisionText => Precision == ModelPrecision.Auto ? "precision not said" : Precision.ToString().ToLowerInvariant();
}
