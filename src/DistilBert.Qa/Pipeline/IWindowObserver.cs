using DistilBert.Qa.Decoding;

namespace DistilBert.Qa.Pipeline;

/// <summary>Watches the windows of a call as they are done; called from several threads at once.</summary>
internal interface IWindowObserver
{
    /// <summary>The question is prepared; called once, before any window.</summary>
    void OnPrepared(PreparedQuestion question);

    /// <summary>A window was run and decoded.</summary>
    /// <param name="job">Which one.</param>
    /// <param name="start">The start logits of the whole window, from [CLS] on; valid during the call.</param>
    /// <param name="end">The end logits of the whole window, from [CLS] on; valid during the call.</param>
    /// <param name="spans">What it contributes to the answers.</param>
    void OnWindow(in WindowJob job, ReadOnlySpan<float> start, ReadOnlySpan<float> end, in WindowSpans spans);

    /// <summary>A run of the model is over, with the decoding of its windows.</summary>
    void OnRun(TimeSpan model, TimeSpan decoding);
}
