using System.Diagnostics;
using System.Text;
using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>Hubs that refuse, fail, stall, or are not there.</summary>
public sealed class HubRefusalTests : HubTests
{
    [Theory]
    [InlineData(401, null, true, "The hub refused the token or has no owner/name (401). Check the name at {0}owner/name, and HF_TOKEN or the token file; HF_HUB_DISABLE_IMPLICIT_TOKEN=1 asks without a token.")]
    [InlineData(401, "RepoNotFound", false, "The hub shows owner/name to nobody without a login (401): it does not exist, or is private or gated. Check the name at {0}owner/name; for a private or gated one set HF_TOKEN.")]
    [InlineData(401, "GatedRepo", false, "owner/name is gated (401): open {0}owner/name, accept its terms, and set HF_TOKEN to an access token of that account.")]
    [InlineData(403, "GatedRepo", true, "owner/name is gated (403): open {0}owner/name, accept its terms, and set HF_TOKEN to an access token of that account; the token that is set has no access.")]
    [InlineData(403, null, true, "Access to owner/name is forbidden (403). Open {0}owner/name, accept its terms if it is gated, and set HF_TOKEN to an access token that may read it.")]
    [InlineData(404, "RevisionNotFound", true, "owner/name has no revision \"main\" (404). Its branches and tags are listed at {0}owner/name.")]
    [InlineData(404, null, true, "The hub has no owner/name@main (404). Check the name at {0}owner/name.")]
    [InlineData(418, null, true, "The hub answered 418 to the request for owner/name@main. Check {0}owner/name, and HF_ENDPOINT if it is set.")]
    public async Task FetchAsync_Refused_SaysWhyAndWhatToDoOnce(int status, string? code, bool hasToken, string expected)
    {
        Hub.OnHub = exchange => exchange.AnswerAsync(status, Encoding.UTF8.GetBytes("<html>" + FakeHub.Token), code is null ? [] : [("X-Error-Code", code)]);
        var store = new HubStore(Hub.Settings(Cache.Path) with { Token = hasToken ? FakeHub.Token : null });

        Func<Task> fetch = () => store.FetchAsync(Request, null, default);

        ModelException exception = (await fetch.Should().ThrowAsync<ModelException>()).Which;
        exception.Message.Should().Be(expected.Replace("{0}", Hub.Endpoint.AbsoluteUri, StringComparison.Ordinal));
        exception.ToString().Should().NotContain(FakeHub.Token);
        Hub.HubRequests.Should().ContainSingle("no attempt would change the answer");
    }

    [Fact]
    public async Task FetchAsync_TooManyRequests_WaitsAsLongAsTheServerAsks()
    {
        int attempt = 0;
        var watch = Stopwatch.StartNew();
        Hub.OnHub = exchange => attempt++ == 0 ? exchange.AnswerAsync(429, ("Retry-After", "1")) : null;

        await FetchAsync();

        // A lower bound, which no slow machine can miss.
        watch.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(0.9));
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_TooManyRequestsForLong_SaysSoInsteadOfWaiting()
    {
        Hub.OnHub = exchange => exchange.AnswerAsync(429, ("Retry-After", "3600"));

        (await FailureAsync()).Should().Be("127.0.0.1 answered 429 to the request for owner/name@main. The server asks to wait 3600 s; try again then, or set HF_TOKEN, which raises its limits.");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task FetchAsync_ServerErrorTwice_IsTriedAgain(int status)
    {
        int attempt = 0;
        Hub.OnHub = exchange => exchange.Target.EndsWith("vocab.txt", StringComparison.Ordinal) && attempt++ < 2 ? exchange.AnswerAsync(status) : null;

        await FetchAsync();

        attempt.Should().Be(3);
    }

    [Fact]
    public async Task FetchAsync_ServerErrorForEver_GivesUp()
    {
        Hub.OnHub = exchange => exchange.AnswerAsync(500);

        (await FailureAsync()).Should().Be("127.0.0.1 answered 500 to the request for owner/name@main. This was attempt 3 of 3. Check the connection and run it again: a cut download goes on where it stopped.");

        Hub.HubRequests.Should().HaveCount(3);
    }

    [Fact]
    public async Task FetchAsync_SignedAddressHasRunOut_AsksTheHubForANewOne()
    {
        int attempt = 0;
        Hub.OnStorage = exchange => attempt++ == 0 ? exchange.AnswerAsync(403) : null;

        await FetchAsync();

        Hub.HubRequests.Count(request => request.Target.EndsWith(".safetensors", StringComparison.Ordinal)).Should().Be(2);
    }

    [Fact]
    public async Task FetchAsync_NobodyListens_SaysThatItCannotBeReached()
    {
        var gone = new LoopbackServer(_ => Task.CompletedTask);
        Uri address = gone.Address();
        await gone.DisposeAsync();
        var store = new HubStore(Hub.Settings(Cache.Path) with { Endpoint = address });

        Func<Task> fetch = () => store.FetchAsync(Request, null, default);

        (await fetch.Should().ThrowAsync<ModelException>()).WithMessage("127.0.0.1 cannot be reached: * This was attempt 3 of 3.*");
    }

    [Fact]
    public async Task FetchAsync_SlowDrip_CountsAsStalled()
    {
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, StallInterval = TimeSpan.FromMilliseconds(300) };
        Hub.OnStorage = async exchange =>
        {
            await exchange.BeginAsync(200, Weights.Length);
            for (int sent = 0; sent < Weights.Length; sent += 10)
            {
                await exchange.SendAsync(Weights.AsMemory(sent, 10));
                await Task.Delay(20, exchange.Stopped);
            }
        };

        (await FailureAsync(timings)).Should().Be($"The transfer of model.safetensors of owner/name@{FakeHub.Commit} has stalled: less than 10000 bytes came in 0.3 s. This was attempt 2 of 2. Check the connection and run it again: a cut download goes on where it stopped.");
    }

    [Fact]
    public async Task FetchAsync_NoAnswer_IsGivenUp()
    {
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, Response = TimeSpan.FromMilliseconds(200) };
        Hub.OnHub = exchange => Task.Delay(Timeout.Infinite, exchange.Stopped);

        (await FailureAsync(timings)).Should().Be("127.0.0.1 did not answer within 0.2 s. This was attempt 2 of 2. Check the connection and run it again: a cut download goes on where it stopped.");
    }

    [Fact]
    public async Task FetchAsync_ListingStalls_IsGivenUp()
    {
        HubTimings timings = FakeHub.Hurried with { Attempts = 2, StallInterval = TimeSpan.FromMilliseconds(200) };
        Hub.OnHub = async exchange =>
        {
            await exchange.BeginAsync(200, 1000);
            await exchange.SendAsync("{"u8.ToArray());
            await Task.Delay(Timeout.Infinite, exchange.Stopped);
        };

        (await FailureAsync(timings)).Should().StartWith("The transfer of owner/name@main has stalled: less than 10000 bytes came in 0.2 s.");
    }
}
