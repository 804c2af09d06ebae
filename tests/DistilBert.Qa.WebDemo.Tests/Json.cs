using System.Text.Json;

namespace DistilBert.Qa.WebDemo.Tests;

/// <summary>Reads answers of the server without knowing its types, as a stranger would.</summary>
internal static class Json
{
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response)
    {
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static int Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
