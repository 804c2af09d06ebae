using System.Text;

namespace DistilBert.Qa.Evaluation.Tests;

public sealed class SquadReaderFuzzTests
{
    private static readonly byte[] Seed = Encoding.UTF8.GetBytes(
        """
        {"version": "v2.0", "data": [{"title": "T", "paragraphs": [{"context": "Ann 😀 has \u00e9 two cats.",
          "qas": [{"id": "q1", "question": "How many?", "is_impossible": false, "answers": [{"text": "two", "answer_start": 12}]},
                  {"id": "q2", "question": "Who?", "is_impossible": true, "answers": [], "plausible_answers": [{"text": "Ann", "answer_start": 0}]}]}]}]}
        """);

    /// <summary>Whatever is done to a file, it reads or it is refused with our own error.</summary>
    [Fact]
    public void Read_TenThousandMutations_ReadsOrRefuses()
    {
        Random random = new(20240607);
        int refused = 0;
        for (int round = 0; round < 10_000; round++)
        {
            byte[] mutated = Mutate(random);
            try
            {
                foreach (SquadParagraph paragraph in SquadDataset.Read(new TrickleStream(mutated, 1 + random.Next(200)), "fuzz"))
                {
                    paragraph.Questions.Should().OnlyContain(question => question.Id != null && question.Text != null);
                }
            }
            catch (DatasetException error)
            {
                refused++;
                error.Message.Should().StartWith("fuzz, line ");
            }
        }

        refused.Should().BeInRange(5_000, 9_999);
    }

    private static byte[] Mutate(Random random)
    {
        List<byte> bytes = [.. Seed];
        for (int change = 1 + random.Next(3); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(1 + random.Next(12), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] = (byte)"{}[]\",:\\0-eutfn"[random.Next(15)];
                    break;
            }
        }

        return [.. bytes];
    }
}
