using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>Downloads that are cut, left half done, or cancelled.</summary>
public sealed class HubResumeTests : HubTests
{
    [Fact]
    public async Task FetchAsync_ConnectionCutTwice_GoesOnWhereItStopped()
    {
        int attempt = 0;
        Hub.OnStorage = async exchange =>
        {
            if (attempt++ < 2)
            {
                byte[] rest = Weights[(int)exchange.From..];
                await exchange.BeginAsync(exchange.From == 0 ? 200 : 206, rest.Length, exchange.From == 0 ? [] : [("Content-Range", $"bytes {exchange.From}-{Weights.Length - 1}/{Weights.Length}")]);
                await exchange.SendAsync(rest.AsMemory(0, 100_000));
                return;
            }

            await Hub.StoreAsync(exchange);
        };

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
        Hub.StorageRequests.Select(request => request.From).Should().Equal(0, 100_000, 200_000);
    }

    [Fact]
    public async Task FetchAsync_CutMoreOftenThanAttemptsButAlwaysFurther_Arrives()
    {
        Hub.OnStorage = async exchange =>
        {
            byte[] rest = Weights[(int)exchange.From..];
            await exchange.BeginAsync(exchange.From == 0 ? 200 : 206, rest.Length, exchange.From == 0 ? [] : [("Content-Range", $"bytes {exchange.From}-{Weights.Length - 1}/{Weights.Length}")]);
            await exchange.SendAsync(rest.AsMemory(0, Math.Min(rest.Length, 25_000)));
        };

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
        Hub.StorageRequests.Should().HaveCount(12);
    }

    [Fact]
    public async Task FetchAsync_AlwaysCutAtTheSamePlace_GivesUpAndKeepsWhatCame()
    {
        Hub.OnStorage = async exchange =>
        {
            if (exchange.From == 0)
            {
                await exchange.BeginAsync(200, Weights.Length);
                await exchange.SendAsync(Weights.AsMemory(0, 5_000));
            }
        };

        (await FailureAsync()).Should().MatchRegex(@"^(localhost cannot be reached|The transfer of model\.safetensors of owner/name@1{40} was cut): .* This was attempt 3 of 3\. Check the connection and run it again: a cut download goes on where it stopped\.$");

        new FileInfo(Partial).Length.Should().Be(5_000);
        Hub.HubRequests.Count(request => request.Target.EndsWith(".safetensors", StringComparison.Ordinal)).Should().Be(3);
    }

    [Fact]
    public async Task FetchAsync_PartLeftByAnotherProcess_GoesOnFromIt()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..123_456]);

        await FetchAsync();

        Hub.StorageRequests.Should().ContainSingle().Which.From.Should().Be(123_456);
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    [InlineData(400_000)]
    public async Task FetchAsync_PartOfSomethingElseLeft_BeginsAnew(int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, new byte[length]);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
        Hub.StorageRequests[^1].From.Should().Be(0);
    }

    [Fact]
    public async Task FetchAsync_WholeFileLeftUnrenamed_IsTakenWithoutARequest()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights);

        await FetchAsync();

        Hub.StorageRequests.Should().BeEmpty();
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_ServerIgnoresRanges_TakesTheWholeAgain()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..1_000]);
        Hub.OnStorage = exchange => exchange.AnswerAsync(200, Weights);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_ServerSendsAnotherRange_BeginsAnew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..1_000]);
        Hub.OnStorage = exchange => exchange.From == 0 ? null : exchange.AnswerAsync(206, Weights[500..], ("Content-Range", $"bytes 500-{Weights.Length - 1}/{Weights.Length}"));

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_RangeRefused_BeginsAnew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial)!);
        File.WriteAllBytes(Partial, Weights[..1_000]);
        Hub.OnStorage = exchange => exchange.From == 0 ? null : exchange.AnswerAsync(416);

        await FetchAsync();

        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_Cancelled_StopsAndKeepsWhatCame()
    {
        using var cancellation = new CancellationTokenSource();
        Hub.OnStorage = async exchange =>
        {
            await exchange.BeginAsync(200, Weights.Length);
            await exchange.SendAsync(Weights.AsMemory(0, 50_000));
            await WaitForAsync(() => File.Exists(Partial) && new FileInfo(Partial).Length == 50_000);
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        };

        Func<Task> fetch = () => new HubStore(Hub.Settings(Cache.Path)).FetchAsync(Request, null, cancellation.Token);

        await fetch.Should().ThrowAsync<OperationCanceledException>();
        new FileInfo(Partial).Length.Should().Be(50_000);
        Hub.OnStorage = null;
        await FetchAsync();
        Hub.StorageRequests[^1].From.Should().Be(50_000);
    }

    [Fact]
    public async Task FetchAsync_FileCannotBeWritten_SaysWhatItNeeds()
    {
        Directory.CreateDirectory(Partial);

        (await FailureAsync()).Should().StartWith($"model.safetensors cannot be written to {Path.GetDirectoryName(Partial)}: ").And.EndWith("It needs 300,000 bytes. Free some space, or name another folder with HF_HUB_CACHE; what was fetched stays.");
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (int i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(10);
        }
    }
}
