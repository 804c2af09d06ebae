using DistilBert.Qa.Tests.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace DistilBert.Qa.Tests.Inference;

public class ProviderFallbackTests
{
    // The driver is missing: the provider is built in, but cannot be added.
    private static readonly Action<SessionOptions> RefusesToStart = static options => options.AppendExecutionProvider("Unheard", []);

    // The card is missing: the provider can be added, but no session starts.
    private static readonly Action<SessionOptions> FailsInSession = static options => options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");

    public static TheoryData<string> Failures => ["add", "start"];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Create_ProviderDoesNotStart_ErrorSaysWhatItNeeds(string failure)
    {
        QuestionAnswererOptions options = new QuestionAnswererOptions().UseProvider(Failing(failure));

        FluentActions.Invoking(() => QuestionAnswerer.Create(options)).Should().Throw<ExecutionProviderException>().WithMessage(
            "The execution provider 'stand-in' is in Microsoft.ML.OnnxRuntime * but does not start: * It needs a card and its driver. " +
            "Install what is missing, or choose the provider 'cpu'.");
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Create_FallBackAndWarn_AnswersReportsAndWarns(string failure)
    {
        RecordingLoggerFactory log = new(LogLevel.Warning);
        QuestionAnswererOptions options = new QuestionAnswererOptions { WhenProviderMissing = MissingProvider.FallBackAndWarn }.UseProvider(Failing(failure));
        using QuestionAnswerer answerer = QuestionAnswerer.Create(options, log);

        ProviderReport report = answerer.Info.ProviderReport;
        (report.Asked, report.Got).Should().Be(("stand-in", "cpu"));
        report.Reason.Should().Contain("does not start");
        log.Messages.Should().ContainSingle().Which.Should().StartWith("Warning The execution provider 'stand-in' is missing, and 'cpu' runs in its place: ");
        (await answerer.AnswerAsync("Who wrote it?", "It was written by Ada.")).Best!.Text.Should().Be("Ada");
    }

    [Fact]
    public void Create_FallBack_IsSilentInTheLogAndTruthfulInTheReport()
    {
        RecordingLoggerFactory log = new(LogLevel.Warning);
        QuestionAnswererOptions options = new QuestionAnswererOptions { WhenProviderMissing = MissingProvider.FallBack }.UseProvider(Failing("add"));
        using QuestionAnswerer answerer = QuestionAnswerer.Create(options, log);

        log.Messages.Should().BeEmpty();
        answerer.Info.ProviderReport.Reason.Should().NotBeNull();
    }

    [Fact]
    public void Create_DamagedModelOnAnotherProvider_IsTheModelsFault()
    {
        string folder = Directory.CreateTempSubdirectory("distilbert-qa-").FullName;
        try
        {
            string path = Path.Combine(folder, "model.onnx");
            File.WriteAllText(path, "not a model");
            File.WriteAllText(Path.Combine(folder, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
            QuestionAnswererOptions options = new QuestionAnswererOptions { Model = path }.UseProvider(new StandInProvider());

            FluentActions.Invoking(() => QuestionAnswerer.Create(options)).Should().Throw<ModelException>().WithMessage("ONNX Runtime cannot load *");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Create_Processor_ReportIsWhole()
    {
        using QuestionAnswerer answerer = QuestionAnswerer.Create(new() { Threads = 1, Streams = 2 });

        ProviderReport report = answerer.Info.ProviderReport;
        (report.Asked, report.Got, report.Reason, report.Threads, report.Streams).Should().Be(("cpu", "cpu", null, 1, 2));
        report.NativePackage.Should().Be("Microsoft.ML.OnnxRuntime " + report.NativeVersion);
        report.Device.Should().EndWith($"{Environment.ProcessorCount} threads");
        report.Precision.Should().Be(ModelPrecision.Int8);
    }

    [Fact]
    public void Survey_ThisApp_OffersTheProcessorAndSaysWhatTheOthersNeed()
    {
        ProviderSurvey survey = ProviderSurvey.Take();

        survey.Providers.Select(status => status.Provider.Name).Should().Equal("cpu", "cuda:0", "directml:0");
        survey.Providers[0].IsAvailable.Should().BeTrue();
        survey.Providers[1].Missing.Should().NotBeNullOrEmpty();
        survey.NativePackages.Should().ContainSingle().Which.Should().Be("Microsoft.ML.OnnxRuntime " + survey.NativeVersion);
    }

    private static StandInProvider Failing(string failure) => new(configure: failure == "add" ? RefusesToStart : FailsInSession);
}
