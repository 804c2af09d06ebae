using DistilBert.Qa.Models.Hub;

namespace DistilBert.Qa.Tests.Models.Hub;

public sealed class HubSettingsTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly Dictionary<string, string> _environment;

    public HubSettingsTests() => _environment = new() { ["HOME"] = _home.Path };

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Read_NothingSet_IsTheHubAndPythonsCache()
    {
        HubSettings settings = Read();

        settings.Endpoint.Should().Be(new Uri("https://huggingface.co"));
        settings.CacheFolder.Should().Be(_home[".cache", "huggingface", "hub"]);
        settings.Token.Should().BeNull();
        settings.Offline.Should().BeFalse();
        settings.Symlinks.Should().BeTrue();
    }

    [Theory]
    [InlineData("/c", "/h", "/x", "/c")]
    [InlineData(null, "/h", "/x", "/h/hub")]
    [InlineData(null, null, "/x", "/x/huggingface/hub")]
    public void Read_CacheVariables_AreHonouredInPythonsOrder(string? cache, string? home, string? xdg, string expected)
    {
        Set("HF_HUB_CACHE", cache);
        Set("HF_HOME", home);
        Set("XDG_CACHE_HOME", xdg);

        Read().CacheFolder.Should().Be(Path.GetFullPath(expected));
    }

    [Fact]
    public void Read_TildeInAPath_IsTheHomeFolder()
    {
        Set("HF_HOME", "~/models");

        Read().CacheFolder.Should().Be(_home["models", "hub"]);
    }

    [Fact]
    public void Read_TokenFile_IsUsedUnlessSwitchedOff()
    {
        _home.Write(".cache/huggingface/token", "hf_fromFile\n");

        Read().Token.Should().Be("hf_fromFile");
        Set("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
        Read().Token.Should().BeNull();
    }

    [Fact]
    public void Read_TokenVariable_GoesBeforeTheFile()
    {
        Set("HF_TOKEN_PATH", _home.Write("elsewhere", "hf_fromElsewhere"));
        Read().Token.Should().Be("hf_fromElsewhere");

        Set("HF_TOKEN", " hf_fromVariable ");
        Read().Token.Should().Be("hf_fromVariable");
    }

    [Fact]
    public void Read_OddToken_IsRefusedWithoutRepeatingIt()
    {
        Set("HF_TOKEN", "hf_secret\r\nX-Evil: 1");

        Action read = () => Read();

        read.Should().Throw<ModelException>().WithMessage("The hub's token (HF_TOKEN, or the token file) holds blanks, line breaks or characters outside ASCII. Copy it again from the hub's page of access tokens.")
            .Which.ToString().Should().NotContain("hf_secret");
    }

    [Theory]
    [InlineData("ftp://hub")]
    [InlineData("hub.example")]
    [InlineData("https://user:password@hub.example")]
    [InlineData("https://hub.example?x=1")]
    public void Read_BadEndpoint_IsRefusedWithoutRepeatingIt(string endpoint)
    {
        Set("HF_ENDPOINT", endpoint);

        Action read = () => Read();

        read.Should().Throw<ModelException>().WithMessage("HF_ENDPOINT is not the address of a hub: *").Which.ToString().Should().NotContain("password");
    }

    [Fact]
    public void Read_EndpointWithPath_KeepsIt()
    {
        Set("HF_ENDPOINT", "https://mirror.example/api/huggingface/");

        Read().Endpoint.AbsoluteUri.Should().Be("https://mirror.example/api/huggingface");
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("Yes", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void Read_Offline_FollowsTheVariable(string value, bool expected)
    {
        Set("HF_HUB_OFFLINE", value);

        Read().Offline.Should().Be(expected);
    }

    [Fact]
    public void Read_OtherSwitches_AreHonoured()
    {
        Set("HF_HUB_DISABLE_SYMLINKS", "1");
        Set("HF_HUB_DOWNLOAD_TIMEOUT", "7");

        Read().Symlinks.Should().BeFalse();
        Read().Timings.StallInterval.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Read_Options_GoBeforeTheEnvironment()
    {
        Set("HF_TOKEN", "hf_a");
        Set("HF_HUB_OFFLINE", "1");
        Set("HF_HUB_CACHE", "/c");
        Set("HF_ENDPOINT", "https://a.example");

        HubSettings settings = Read(new ModelStoreOptions { Token = "hf_b", Offline = false, HubCacheFolder = _home["d"], Endpoint = new Uri("https://b.example/") });

        settings.Token.Should().Be("hf_b");
        settings.Offline.Should().BeFalse();
        settings.CacheFolder.Should().Be(_home["d"]);
        settings.Endpoint.Host.Should().Be("b.example");
    }

    [Fact]
    public void Read_NoHome_SaysWhatToSet()
    {
        _environment.Clear();

        Action read = () => Read();

        read.Should().Throw<ModelException>().WithMessage("There is no folder for the hub's files, because this user has no home folder. Name one with HF_HOME.");
    }

    private HubSettings Read(ModelStoreOptions? options = null) => HubSettings.Read(options ?? new(), name => _environment.GetValueOrDefault(name));

    private void Set(string name, string? value)
    {
        if (value is not null)
        {
            _environment[name] = value;
        }
    }
}
