namespace DistilBert.Qa.Training;

/// <summary>How the learning rate falls after the warm-up.</summary>
public enum LearningRateSchedule
{
    /// <summary>In a straight line to 0.</summary>
    Linear,

    /// <summary>Along half a cosine to 0.</summary>
    Cosine,
}
