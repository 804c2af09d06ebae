using Microsoft.Extensions.Options;

namespace WebDemo;

/// <summary>Validates options by their annotations; generated.</summary>
[OptionsValidator]
internal sealed partial class WebDemoOptionsValidator : IValidateOptions<WebDemoOptions>;
