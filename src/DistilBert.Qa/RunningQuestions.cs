namespace DistilBert.Qa;

/// <summary>What becomes of the questions that run when an answerer is disposed.</summary>
public enum RunningQuestions
{
    /// <summary>They are answered; disposing waits for them.</summary>
    Finish = 0,

    /// <summary>They are stopped and end in <see cref="ObjectDisposedException"/>; disposing waits for that.</summary>
    Cancel = 1,
}
