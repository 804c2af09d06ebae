using DistilBert.Qa.Models;

namespace DistilBert.Qa.Pipeline;

/// <summary>Fills in what options leave open, from the model and what was fitted for it.</summary>
internal sealed class OptionsCompletion
{
    private readonly CallLimits _limits;
    private readonly ModelCalibration _calibration;

    /// <exception cref="ArgumentOutOfRangeException">A default is out of range.</exception>
    public OptionsCompletion(CallLimits limits, ModelCalibration calibration, AnswerOptions defaults)
    {
        _limits = limits;
        _calibration = calibration;
        Defaults = Fill(defaults);
    }

    /// <summary>The options of a call that brings none, complete.</summary>
    public AnswerOptions Defaults { get; }

    /// <summary>A complete copy, which its owner no longer changes; of <see cref="Defaults"/>, which nobody can change, themselves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public AnswerOptions Complete(AnswerOptions given) => ReferenceEquals(given, Defaults) ? given : Fill(given);

    private AnswerOptions Fill(AnswerOptions given)
    {
        AnswerOptions options = _limits.Complete(given);
        options.Fitted = options.Temperature is null ? _calibration : _calibration with { Emphasis = 0 };
        options.Temperature ??= _calibration.Temperature;
        options.NoAnswerThreshold ??= _calibration.NoAnswerThreshold;
        return options;
    }
}
