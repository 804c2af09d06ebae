using System.Security.Cryptography;
using System.Text.Json;

namespace DistilBert.Qa.Compilation.Safetensors;

/// <summary>The weights of a checkpoint: one safetensors file, or several that an index lists.</summary>
internal sealed class SafetensorsSet : IDisposable
{
    private const long MaxIndexBytes = 64 << 20;

    private readonly List<SafetensorsFile> _files;
    private readonly Dictionary<string, SafetensorsTensor> _tensors;

    private SafetensorsSet(List<SafetensorsFile> files, Dictionary<string, SafetensorsTensor> tensors)
    {
        _files = files;
        _tensors = tensors;
    }

    /// <summary>The names of all tensors.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>The bytes of all files.</summary>
    public long Bytes => _files.Sum(static file => new FileInfo(file.Path).Length);

    /// <summary>Opens the weights in a checkpoint's folder.</summary>
    public static SafetensorsSet Open(string folder)
    {
        string single = Path.Combine(folder, "model.safetensors");
        string index = single + ".index.json";
        if (File.Exists(single))
        {
            return Open([single], null);
        }

        if (File.Exists(index))
        {
            Dictionary<string, string> map = ReadIndex(index);
            return Open([.. map.Values.Distinct().Order(StringComparer.Ordinal).Select(name => Path.Combine(folder, name))], map);
        }

        throw File.Exists(Path.Combine(folder, "pytorch_model.bin"))
            ? new ModelException(
                $"'{folder}' has its weights only as pytorch_model.bin. That is a Python pickle, which runs code of whoever wrote it when it is read, "
                + "so it is not read here. Take the repository's revision with model.safetensors, or convert it once where its author is trusted: "
                + "AutoModelForQuestionAnswering.from_pretrained(folder).save_pretrained(folder, safe_serialization=True).")
            : new ModelException($"'{single}' is missing; a checkpoint is a folder with config.json, model.safetensors and vocab.txt.");
    }

    /// <summary>The tensor of that name, or <see langword="null"/>.</summary>
    public SafetensorsTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>SHA-256 over the bytes of all files, in the order of their names, as lower-case hexadecimal.</summary>
    public string Sha256(CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 20];
        foreach (SafetensorsFile file in _files)
        {
            using FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(static file => file.Dispose());

    private static SafetensorsSet Open(IReadOnlyList<string> paths, Dictionary<string, string>? map)
    {
        List<SafetensorsFile> files = [];
        Dictionary<string, SafetensorsTensor> tensors = new(StringComparer.Ordinal);
        try
        {
            foreach (string path in paths)
            {
                SafetensorsFile file = SafetensorsFile.Open(path);
                files.Add(file);
                foreach (SafetensorsEntry entry in file.Entries)
                {
                    if (!tensors.TryAdd(entry.Name, new SafetensorsTensor(file, entry)))
                    {
                        throw new ModelException($"Tensor '{entry.Name}' is in two files of the checkpoint, '{path}' being the second; download it again.");
                    }
                }
            }

            string? missing = map?.Keys.FirstOrDefault(name => !tensors.ContainsKey(name));
            return missing is null
                ? new SafetensorsSet(files, tensors)
                : throw new ModelException($"The index of the checkpoint lists '{missing}' in '{map![missing]}', which does not hold it; download it again.");
        }
        catch
        {
            files.ForEach(static file => file.Dispose());
            throw;
        }
    }

    /// <summary>Which file holds which tensor, as the content of an index says; <paramref name="path"/> names it in errors.</summary>
    public static Dictionary<string, string> ParseIndex(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            Dictionary<string, string> map = new(StringComparer.Ordinal);
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty entry in document.RootElement.GetProperty("weight_map").EnumerateObject())
            {
                string name = entry.Value.GetString() ?? "";
                map[entry.Name] = name.EndsWith(".safetensors", StringComparison.Ordinal) && name.AsSpan().IndexOfAny("/\\:") < 0
                    ? name
                    : throw new ModelException($"'{path}' sends '{entry.Name}' to the file '{name}'; allowed are .safetensors files in the same folder.");
            }

            return map;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw NoIndex(path, e);
        }
    }

    private static Dictionary<string, string> ReadIndex(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxIndexBytes
                ? ParseIndex(File.ReadAllBytes(path), path)
                : throw new ModelException($"'{path}' is longer than {MaxIndexBytes} bytes, the most an index may have.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NoIndex(path, e);
        }
    }

    private static ModelException NoIndex(string path, Exception cause) => new($"'{path}' is not an index of weights: {cause.Message}", cause);
}
