namespace Supply.Dispensing.Features.Batch;

/// <param name="Line">Of the request, from 1, blank lines counted.</param>
/// <param name="Status"><c>recorded</c>, <c>repeated</c>, <c>held</c> or <c>refused</c>.</param>
/// <param name="Code">Why it was refused.</param>
public sealed record LineAnswer(Guid? Id, int Line, string Status, string? Code, string? Detail)
{
    public static LineAnswer Refused(Guid? id, int line, Refusal why) =>
        new(id, line, "refused", why.Code, why.Field is null ? why.Detail : $"{why.Field}: {why.Detail}");
}
