namespace DistilBert.Qa.Tool.Train;

/// <summary>The step that an interrupted run is resumed from: the last that was taken.</summary>
internal sealed class SavedStep
{
    public int Step { get; set; }
}
