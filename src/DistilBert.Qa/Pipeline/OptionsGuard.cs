using DistilBert.Qa.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DistilBert.Qa.Pipeline;

/// <summary>Checks options made without dependency injection by the rules that start-up validation uses.</summary>
internal static class OptionsGuard
{
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static void Check(QuestionAnswererOptions options)
    {
        ValidateOptionsResult result = new QuestionAnswererOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new ArgumentException(string.Join(" ", result.Failures), nameof(options));
        }
    }
}
