namespace DistilBert.Qa.Training.Data;

/// <summary>A window to train on.</summary>
/// <param name="Ids">Its tokens, [CLS] question [SEP] context [SEP].</param>
/// <param name="Targets">The spans that are right; one at least.</param>
internal sealed record TrainingWindow(int[] Ids, TargetSpan[] Targets)
{
    /// <summary>Whether it holds the answer.</summary>
    public bool HoldsAnswer => Targets[0] != TargetSpan.NoAnswer;
}
