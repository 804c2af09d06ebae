namespace WebDemo.Hosting;

/// <summary>A request that is refused for the caller's own reasons; becomes problem details with this status.</summary>
internal sealed class RefusedException(int status, string title, string detail, Exception? cause = null) : Exception(detail, cause)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    public static RefusedException Invalid(string detail, Exception? cause = null) =>
        new(StatusCodes.Status400BadRequest, "The request cannot be answered", detail, cause);
}
