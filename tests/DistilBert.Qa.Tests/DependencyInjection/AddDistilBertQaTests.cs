using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DistilBert.Qa.Tests.DependencyInjection;

public class AddDistilBertQaTests
{
    [Fact]
    public void AddDistilBertQa_Twice_RegistersOnceAndAppliesBoth()
    {
        ServiceCollection services = new();
        services.AddDistilBertQa(options => options.Threads = 3).AddDistilBertQa(options => options.Streams = 4).AddDistilBertQa();

        services.Count(service => service.ServiceType == typeof(IQuestionAnswerer)).Should().Be(1);
        using ServiceProvider provider = services.BuildServiceProvider();
        QuestionAnswererOptions bound = provider.GetRequiredService<IOptions<QuestionAnswererOptions>>().Value;
        (bound.Threads, bound.Streams).Should().Be((3, 4));
        services.Single(service => service.ServiceType == typeof(IQuestionAnswerer)).Lifetime.Should().Be(ServiceLifetime.Singleton);
    }

    [Fact]
    public void AddDistilBertQa_Configuration_BindsNestedOptions()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Model"] = "somewhere",
            ["Precision"] = "Int8",
            ["Answers:Top"] = "5",
            ["Answers:AllowNoAnswer"] = "true",
            ["Answers:Decoding"] = "Compatible",
        }).Build();
        using ServiceProvider provider = new ServiceCollection().AddDistilBertQa(configuration).BuildServiceProvider();

        QuestionAnswererOptions bound = provider.GetRequiredService<IOptions<QuestionAnswererOptions>>().Value;

        (bound.Model, bound.Precision).Should().Be(("somewhere", ModelPrecision.Int8));
        bound.Answers.Should().Be(new AnswerOptions { Top = 5, AllowNoAnswer = true, Decoding = DecodingMode.Compatible });
    }

    [Fact]
    public void AddKeyedDistilBertQa_TwoKeys_HaveTheirOwnOptions()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddKeyedDistilBertQa("small", options => options.Model = "a")
            .AddKeyedDistilBertQa("large", options => options.Model = "b")
            .BuildServiceProvider();

        IOptionsMonitor<QuestionAnswererOptions> options = provider.GetRequiredService<IOptionsMonitor<QuestionAnswererOptions>>();

        (options.Get("small").Model, options.Get("large").Model).Should().Be(("a", "b"));
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedByName()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddDistilBertQa(options =>
            {
                options.Model = "";
                options.Threads = 0;
                options.Answers.Top = 0;
                options.Answers.MinProbability = 2;
            })
            .BuildServiceProvider();

        provider.Invoking(services => services.GetRequiredService<IOptions<QuestionAnswererOptions>>().Value)
            .Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(4)
            .And.Contain(failure => failure.Contains("Model")).And.Contain(failure => failure.Contains("Threads") && failure.Contains("1024"))
            .And.Contain(failure => failure.Contains("Answers.Top") && failure.Contains("1000")).And.Contain(failure => failure.Contains("Answers.MinProbability"));
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedAtStartUp()
    {
        using ServiceProvider provider = new ServiceCollection().AddDistilBertQa(options => options.Streams = -1).BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Invoking(validator => validator.Validate())
            .Should().Throw<OptionsValidationException>().WithMessage("*Streams*1024*");
    }
}
