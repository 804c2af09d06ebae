using System.Text.Json.Serialization;

namespace DistilBert.Qa.Training.Checkpoints;

/// <summary>Generated code that writes and reads what is kept of a run, without reflection.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunHistory))]
[JsonSerializable(typeof(TrainingOptions))]
internal sealed partial class RunHistoryContext : JsonSerializerContext;
