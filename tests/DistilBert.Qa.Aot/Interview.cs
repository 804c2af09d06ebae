namespace DistilBert.Qa.Aot;

/// <summary>Questions over texts that go wrong where culture or the tables of the system take part.</summary>
internal static class Interview
{
    private const string Letter = "The letter to the harbour master was written by Ada Lovelace in the spring of 1843, in 1,5 hours. ";

    public static IReadOnlyList<QaInput> Inputs() =>
    [
        new("Who wrote the letter?", Letter),
        new("IN WHICH CITY IS THE INSTITUTE?", "The INSTITUTE lies in İSTANBUL, not in IZMIR; İĞÜŞÖÇ ığüşöç."),
        new("Who founded the café?", "The cafe\u0301 was founded by Zoë Čapková and naïve Ångström; Straße, ΟΔΥΣΣΕΥΣ, \uFB01ne."),
        new("Where is the tower?", "東京タワーは東京にある。The tower 🗼 is in 東京, and 한국어 텍스트 follows; กรุงเทพ too."),
        new("What does the marker say?", "The marker [SEP] says \u00ADsoft\u200B text \uD83D\uDE80 and a lone \uD800 surrogate."),
        new("Who wrote the letter?", ["The weather was mild.", "", string.Concat(Enumerable.Repeat("The boats stayed in the harbour. ", 120)) + Letter]),
    ];
}
