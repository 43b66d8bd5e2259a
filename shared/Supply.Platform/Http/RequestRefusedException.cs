namespace Supply.Platform.Http;

/// <summary>A refusal met while the request was still being read; the route's handler never ran.</summary>
public sealed class RequestRefusedException(Refusal refusal, int status) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
    public int Status { get; } = status;
}
