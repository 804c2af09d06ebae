namespace DistilBert.Qa.Training.Parameters;

/// <summary>A tensor of the model.</summary>
/// <param name="Name">PyTorch's name of it.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Offset">Where it begins among all numbers of the model.</param>
/// <param name="Length">How many numbers it has.</param>
/// <param name="Trained">Whether the run changes it.</param>
/// <param name="Decays">Whether weight decay pulls it to zero: matrices, not biases and layer norms.</param>
internal sealed record Parameter(string Name, long[] Shape, long Offset, long Length, bool Trained, bool Decays);
