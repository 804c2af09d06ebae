namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>The tests that share a server; one after the other, so that they do not slow each other down.</summary>
[CollectionDefinition(Name)]
public sealed class ServerGroup : ICollectionFixture<SharedServer>
{
    public const string Name = "server";
}
