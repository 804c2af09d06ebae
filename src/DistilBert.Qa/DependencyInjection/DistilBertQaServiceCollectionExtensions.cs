using DistilBert.Qa;
using DistilBert.Qa.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds question answering to an app's services.</summary>
public static class DistilBertQaServiceCollectionExtensions
{
    /// <summary>Adds a singleton <see cref="IQuestionAnswerer"/> with the model <c>mini</c> on the processor.</summary>
    /// <remarks>
    /// Calling this or an overload again adds no second instance, but its configuration is applied on top. The same instance is there
    /// as <see cref="QuestionAnswerer"/>, for what only that type has: its report, progress and explanations.
    /// </remarks>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddDistilBertQa(this IServiceCollection services) => services.AddDistilBertQa(static _ => { });

    /// <summary>Adds a singleton <see cref="IQuestionAnswerer"/>; its options are validated when the app starts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets options.</param>
    public static IServiceCollection AddDistilBertQa(this IServiceCollection services, Action<QuestionAnswererOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions(services, Options.Options.DefaultName).Configure(configure);
        services.TryAddSingleton(static provider =>
            QuestionAnswerer.Create(provider.GetRequiredService<IOptions<QuestionAnswererOptions>>().Value));
        services.TryAddSingleton<IQuestionAnswerer>(static provider => provider.GetRequiredService<QuestionAnswerer>());
        return services;
    }

    /// <summary>Adds a singleton <see cref="IQuestionAnswerer"/> with options bound from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section whose keys are the names of <see cref="QuestionAnswererOptions"/>.</param>
    public static IServiceCollection AddDistilBertQa(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddDistilBertQa(options => configuration.Bind(options));
    }

    /// <summary>Adds a keyed singleton <see cref="IQuestionAnswerer"/>, so that one app may use several models.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the service and the name of its options.</param>
    /// <param name="configure">Sets options.</param>
    public static IServiceCollection AddKeyedDistilBertQa(this IServiceCollection services, string key, Action<QuestionAnswererOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions(services, key).Configure(configure);
        services.TryAddKeyedSingleton(key, static (provider, key) =>
            QuestionAnswerer.Create(provider.GetRequiredService<IOptionsMonitor<QuestionAnswererOptions>>().Get((string)key!)));
        services.TryAddKeyedSingleton<IQuestionAnswerer>(key, static (provider, key) => provider.GetRequiredKeyedService<QuestionAnswerer>(key));
        return services;
    }

    /// <summary>Adds a keyed singleton <see cref="IQuestionAnswerer"/> with options bound from configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="key">The key of the service and the name of its options.</param>
    /// <param name="configuration">The section whose keys are the names of <see cref="QuestionAnswererOptions"/>.</param>
    public static IServiceCollection AddKeyedDistilBertQa(this IServiceCollection services, string key, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddKeyedDistilBertQa(key, options => configuration.Bind(options));
    }

    private static OptionsBuilder<QuestionAnswererOptions> AddOptions(IServiceCollection services, string name)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QuestionAnswererOptions>, QuestionAnswererOptionsValidator>());
        return services.AddOptions<QuestionAnswererOptions>(name).ValidateOnStart();
    }
}
