using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using WebDemo.Answering;
using WebDemo.Compatible;
using WebDemo.Explaining;
using WebDemo.Models;
using WebDemo.Texts;

namespace WebDemo;

/// <summary>How the contracts are read and written; generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AnswersRequest))]
[JsonSerializable(typeof(AnswersResponse))]
[JsonSerializable(typeof(QuestionRequest))]
[JsonSerializable(typeof(ProgressEvent))]
[JsonSerializable(typeof(ExplanationResponse))]
[JsonSerializable(typeof(CompatibleRequest))]
[JsonSerializable(typeof(CompatibleAnswer))]
[JsonSerializable(typeof(CompatibleAnswer[]))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(TextResponse))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(Stream))]
internal sealed partial class WebDemoJson : JsonSerializerContext;
