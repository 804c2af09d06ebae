namespace WebDemo.Hosting;

/// <summary>Asks a running server how it is: exit status 0 if well, 1 if not.</summary>
internal static class HealthProbe
{
    public static async Task<int> RunAsync(string address)
    {
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(address));
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            await Console.Error.WriteLineAsync($"'{address}' does not answer: {error.Message}");
            return 1;
        }
    }
}
