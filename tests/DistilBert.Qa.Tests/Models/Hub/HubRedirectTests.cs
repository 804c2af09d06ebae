namespace DistilBert.Qa.Tests.Models.Hub;

/// <summary>Redirects, and where the token goes.</summary>
public sealed class HubRedirectTests : HubTests
{
    [Fact]
    public async Task FetchAsync_RedirectToAnotherHost_LeavesTheTokenBehind()
    {
        await FetchAsync();

        Hub.HubRequests.Should().OnlyContain(request => request.Headers["Authorization"] == $"Bearer {FakeHub.Token}");
        Hub.StorageRequests.Should().ContainSingle().Which.Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task FetchAsync_RedirectToAnotherPortOfTheSameHost_LeavesTheTokenBehind()
    {
        await using var other = new LoopbackServer(exchange => exchange.ContentAsync(Weights));
        Hub.OnHub = exchange => exchange.Target.EndsWith(".safetensors", StringComparison.Ordinal) ? exchange.AnswerAsync(302, ("Location", other.Address().AbsoluteUri)) : null;

        await FetchAsync();

        other.Exchanges.Should().ContainSingle().Which.Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task FetchAsync_RedirectAndBackToTheHub_SendsTheTokenOnlyThere()
    {
        await using var other = new LoopbackServer(exchange => exchange.AnswerAsync(307, ("Location", $"{Hub.Endpoint}back")));
        Hub.OnHub = exchange => exchange.Target.EndsWith(".safetensors", StringComparison.Ordinal) ? exchange.AnswerAsync(302, ("Location", other.Address("localhost").AbsoluteUri))
            : exchange.Target == "/back" ? exchange.ContentAsync(Weights) : null;

        await FetchAsync();

        other.Exchanges.Should().ContainSingle().Which.Headers.Should().NotContainKey("Authorization");
        File.ReadAllBytes(PlacedWeights).Should().Equal(Weights);
    }

    [Fact]
    public async Task FetchAsync_RelativeRedirect_IsFollowedWithTheToken()
    {
        Hub.OnHub = exchange => exchange.Target.EndsWith("/vocab.txt", StringComparison.Ordinal) && exchange.Target.Contains("/resolve/", StringComparison.Ordinal) ? exchange.AnswerAsync(307, ("Location", "/elsewhere"))
            : exchange.Target == "/elsewhere" ? exchange.ContentAsync(Hub.Files["vocab.txt"]) : null;

        await FetchAsync();

        Hub.HubRequests.Single(request => request.Target == "/elsewhere").Headers.Should().ContainKey("Authorization");
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x", "without an address that can be followed")]
    [InlineData("file:///etc/passwd", "without an address that can be followed")]
    [InlineData(null, "without an address that can be followed")]
    [InlineData("/owner/name/resolve/1111111111111111111111111111111111111111/config.json", "more than 8 times")]
    public async Task FetchAsync_BadRedirect_IsRefused(string? location, string expected)
    {
        Hub.OnHub = exchange => exchange.Target.EndsWith("config.json", StringComparison.Ordinal) && exchange.Target.Contains("/resolve/", StringComparison.Ordinal)
            ? exchange.AnswerAsync(302, location is null ? [] : [("Location", location)]) : null;

        (await FailureAsync()).Should().Contain(expected);
    }
}
