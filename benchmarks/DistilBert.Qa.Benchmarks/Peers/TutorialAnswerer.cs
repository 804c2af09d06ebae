using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.Tokenizers;

namespace DistilBert.Qa.Benchmarks.Peers;

/// <summary>The way that tutorials show: Microsoft's tokenizer, every window filled up to 384 tokens, named tensors, a session as it comes.</summary>
/// <remarks>It cuts what is longer than one window and answers with the tokens' own text, as those do.</remarks>
internal sealed class TutorialAnswerer : IDisposable
{
    private const int Length = 384;

    private readonly BertTokenizer _tokenizer;
    private readonly InferenceSession _session;

    public TutorialAnswerer(string vocabulary, string model)
    {
        _tokenizer = BertTokenizer.Create(vocabulary);
        _session = new InferenceSession(model);
    }

    public string Answer(string question, string context)
    {
        IReadOnlyList<int> asked = _tokenizer.EncodeToIds(question, addSpecialTokens: false);
        IReadOnlyList<int> read = _tokenizer.EncodeToIds(context, addSpecialTokens: false);
        List<int> tokens = [_tokenizer.ClassificationTokenId, .. asked, _tokenizer.SeparatorTokenId, .. read];
        if (tokens.Count >= Length)
        {
            tokens.RemoveRange(Length - 1, tokens.Count - (Length - 1));
        }

        tokens.Add(_tokenizer.SeparatorTokenId);

        DenseTensor<long> ids = new([1, Length]);
        DenseTensor<long> mask = new([1, Length]);
        for (int index = 0; index < tokens.Count; index++)
        {
            ids[0, index] = tokens[index];
            mask[0, index] = 1;
        }

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = _session.Run(
        [
            NamedOnnxValue.CreateFromTensor("input_ids", ids),
            NamedOnnxValue.CreateFromTensor("attention_mask", mask),
        ]);
        float[] start = [.. outputs.First(static output => output.Name == "start_logits").AsEnumerable<float>()];
        float[] end = [.. outputs.First(static output => output.Name == "end_logits").AsEnumerable<float>()];

        int first = asked.Count + 2;
        int answerStart = Largest(start, first, tokens.Count - 1);
        int answerEnd = Largest(end, answerStart, tokens.Count - 1);
        return _tokenizer.Decode(tokens.Skip(answerStart).Take(answerEnd - answerStart + 1), skipSpecialTokens: true) ?? "";
    }

    public void Dispose() => _session.Dispose();

    private static int Largest(float[] logits, int from, int to)
    {
        int best = from;
        for (int index = from; index < to; index++)
        {
            if (logits[index] > logits[best])
            {
                best = index;
            }
        }

        return best;
    }
}
