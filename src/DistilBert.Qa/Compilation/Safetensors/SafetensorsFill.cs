namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>Fills a span with a tensor's elements from the given one on.</summary>
internal delegate void SafetensorsFill(long first, Span<float> destination);
