using System.Globalization;
using System.Text;

namespace DistilBert.Qa.Evaluation;

/// <summary>Where a reader is in a JSON document, written as <c>data[3].qas[0].id</c> when somebody asks.</summary>
internal sealed class JsonPath
{
    private readonly List<(string? Name, int Index)> _segments = [];

    public void EnterProperty(string name) => _segments.Add((name, 0));

    public void EnterElement(int index) => _segments.Add((null, index));

    public void Leave() => _segments.RemoveAt(_segments.Count - 1);

    public void Clear() => _segments.Clear();

    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string? name, int index) in _segments)
        {
            if (name is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else
            {
                text.Append(text.Length == 0 ? "" : ".").Append(name);
            }
        }

        return text.ToString();
    }
}
