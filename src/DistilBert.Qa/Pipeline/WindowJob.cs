namespace DistilBert.Qa.Pipeline;

/// <summary>One window to run.</summary>
/// <param name="Question">Which question of the call it belongs to.</param>
/// <param name="Context">Which context of that question.</param>
/// <param name="Window">Which of the windows planned for that context.</param>
/// <param name="Ordinal">Its place among all windows of the call.</param>
/// <param name="Length">Its length in tokens.</param>
internal readonly record struct WindowJob(int Question, int Context, int Window, int Ordinal, int Length);
