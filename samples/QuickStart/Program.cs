using DistilBert.Qa;

using QuestionAnswerer answerer = QuestionAnswerer.Create();
string context = File.ReadAllText("samples/texts/voyager.txt");

QaResult result = await answerer.AnswerAsync("Who asked for the picture of the Earth?", context);

Answer answer = result.Best!;
Console.WriteLine($"{answer.Text} ({answer.Probability:P0}), characters {answer.Start} to {answer.End}");
Console.WriteLine(context[answer.Start..answer.End] == answer.Text);
