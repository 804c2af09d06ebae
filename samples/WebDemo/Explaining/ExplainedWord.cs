namespace WebDemo.Explaining;

/// <summary>A word and what the model thinks of it.</summary>
/// <param name="Start">Where it starts in its context, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="StartLogit">The greatest start logit of its tokens.</param>
/// <param name="EndLogit">The greatest end logit of its tokens.</param>
internal sealed record ExplainedWord(int Start, int End, float StartLogit, float EndLogit);
