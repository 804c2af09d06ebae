namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>Texts the tests ask about.</summary>
internal static class Texts
{
    public const string Lamp = "The lamp was lit by Marta Holm in 1871.";

    public const string WhoLit = "Who lit the lamp?";

    /// <summary>The lamp, with a filler before and behind it.</summary>
    public static string Long(int sentences)
    {
        string filler = string.Concat(Enumerable.Repeat("The keeper wrote his notes every evening and nobody ever came to read them. ", sentences / 2));
        return filler + Lamp + " " + filler;
    }
}
