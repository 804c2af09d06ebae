namespace DistilBert.Qa.Evaluation.Tests;

public sealed class SquadScorerTests
{
    [Fact]
    public void Score_V1ByHand_PrintsOfficialFigures()
    {
        SquadDataset data = Squad.Dataset(Squad.Question("1", "two cats", "cats"), Squad.Question("2", "the red house"), Squad.Question("3", "x"));
        Dictionary<string, string> answers = new() { ["1"] = "Cats!", ["2"] = "house", ["9"] = "stray" };

        SquadScores scores = SquadScorer.Score(data, answers, version: SquadVersion.V1);

        scores.ToOfficialJson().Should().Be("""{"exact_match": 33.333333333333336, "f1": 55.55555555555555}""");
        scores.Total.Should().Be(3);
        scores.MissingIds.Should().Equal("3");
        scores.UnknownAnswers.Should().Be(1);
    }

    [Fact]
    public void Score_V2ByHand_PrintsOfficialFigures()
    {
        SquadDataset data = Squad.Dataset(Squad.Question("1", "two cats"), Squad.Question("2"), Squad.Question("3"), Squad.Question("4", "red house"));
        Dictionary<string, string> answers = new() { ["1"] = "cats", ["2"] = "", ["3"] = "wrong", ["4"] = "red house" };
        Dictionary<string, double> probabilities = new() { ["1"] = 0.2, ["2"] = 0.9, ["3"] = 0.5, ["4"] = 0.1 };

        SquadScores scores = SquadScorer.Score(data, answers, probabilities);

        scores.ToOfficialJson().Should().Be(
            """
            {
              "exact": 50.0,
              "f1": 66.66666666666666,
              "total": 4,
              "HasAns_exact": 50.0,
              "HasAns_f1": 83.33333333333333,
              "HasAns_total": 2,
              "NoAns_exact": 50.0,
              "NoAns_f1": 50.0,
              "NoAns_total": 2,
              "best_exact": 75.0,
              "best_exact_thresh": 0.1,
              "best_f1": 91.66666666666666,
              "best_f1_thresh": 0.2
            }
            """);
        scores.Figures.Should().HaveCount(13);
    }

    [Fact]
    public void Score_ThresholdBelowProbability_CountsAsNoAnswer()
    {
        SquadDataset data = Squad.Dataset(Squad.Question("1", "cats"), Squad.Question("2"));
        Dictionary<string, string> answers = new() { ["1"] = "cats", ["2"] = "wrong" };
        Dictionary<string, double> probabilities = new() { ["1"] = 0.5, ["2"] = 0.6 };

        SquadScorer.Score(data, answers, probabilities, noAnswerThreshold: 0.5).Exact.Should().Be(100);
        SquadScorer.Score(data, answers, probabilities, noAnswerThreshold: 0.4).HasAnswer!.Exact.Should().Be(0);
    }

    [Fact]
    public void Score_V2MissingAnswer_IsLeftOutAndNamed()
    {
        SquadScores scores = SquadScorer.Score(
            Squad.Dataset(Squad.Question("1", "cats"), Squad.Question("2"), Squad.Question("3")), new Dictionary<string, string> { ["1"] = "cats", ["3"] = "" });

        scores.Total.Should().Be(2);
        scores.NoAnswer!.Total.Should().Be(1);
        scores.MissingIds.Should().Equal("2");
    }

    [Fact]
    public void Score_IdTwice_CountsTwiceInV1AndLastInV2()
    {
        SquadDataset data = Squad.Dataset(Squad.Question("1", "cats"), Squad.Question("1", "dogs"));
        Dictionary<string, string> answers = new() { ["1"] = "cats" };

        SquadScores v1 = SquadScorer.Score(data, answers, version: SquadVersion.V1);
        SquadScores v2 = SquadScorer.Score(data, answers, version: SquadVersion.V2);

        (v1.Exact, v1.Total).Should().Be((50, 2));
        (v2.Exact, v2.Total).Should().Be((0, 1));
    }

    [Fact]
    public void Score_V2GoldThatNormalisesToNothing_IsDropped()
    {
        SquadScorer.Score(Squad.Question("1", "the", "cats"), "").Should().Be(new AnswerScore(0, 0));
        SquadScorer.Score(Squad.Question("1", "the"), "").Should().Be(new AnswerScore(1, 1));
        SquadScorer.Score(Squad.Question("1", "the"), "", SquadVersion.V1).Should().Be(new AnswerScore(1, 0));
    }

    [Fact]
    public void Score_NothingToScore_SaysWhy()
    {
        Dictionary<string, string> none = [];

        FluentActions.Invoking(() => SquadScorer.Score(Squad.Dataset(), none)).Should().Throw<ArgumentException>()
            .WithMessage("The data set holds no question; there is nothing to score.");
        FluentActions.Invoking(() => SquadScorer.Score(Squad.Dataset(Squad.Question("1")), none)).Should().Throw<ArgumentException>()
            .WithMessage("None of the data set's questions has an answer; check that answers and data set belong together.");
    }

    [Fact]
    public void Score_V1WithoutGold_SaysWhatToDo() =>
        FluentActions.Invoking(() => SquadScorer.Score(Squad.Dataset(Squad.Question("q1")), new Dictionary<string, string> { ["q1"] = "x" }, version: SquadVersion.V1))
            .Should().Throw<ArgumentException>()
            .WithMessage("Question 'q1' has no gold answer, and v1.1 scoring needs one for every question; score the data set as v2.0.*");

    [Fact]
    public void Score_ProbabilitiesForV1_AreRefused() =>
        FluentActions.Invoking(() => SquadScorer.Score(
                Squad.Dataset(Squad.Question("1", "x")), new Dictionary<string, string> { ["1"] = "x" }, new Dictionary<string, double>(), version: SquadVersion.V1))
            .Should().Throw<ArgumentException>().WithMessage("Probabilities of no answer mean nothing in v1.1 scoring*");

    [Fact]
    public void Score_ProbabilityMissing_NamesTheQuestion() =>
        FluentActions.Invoking(() => SquadScorer.Score(
                Squad.Dataset(Squad.Question("1", "x")), new Dictionary<string, string> { ["1"] = "x" }, new Dictionary<string, double>()))
            .Should().Throw<ArgumentException>().WithMessage("Question '1' has an answer but no probability of no answer*");
}
