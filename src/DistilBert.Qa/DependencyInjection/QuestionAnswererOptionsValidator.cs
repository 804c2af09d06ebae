using Microsoft.Extensions.Options;

namespace DistilBert.Qa.DependencyInjection;

/// <summary>Validates options by their annotations; generated, so that it works without reflection.</summary>
[OptionsValidator]
internal sealed partial class QuestionAnswererOptionsValidator : IValidateOptions<QuestionAnswererOptions>;
