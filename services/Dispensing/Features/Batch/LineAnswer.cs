using Supply.Contracts.Dispensing;
using Supply.Platform.Http;

namespace Supply.Dispensing.Features.Batch;

/// <param name="Line">Of the request, from 1, blank lines counted.</param>
/// <param name="Status">That of the new prescription, <see cref="RepeatedStatus"/> or <see cref="RefusedStatus"/>.</param>
/// <param name="Code">Why it was refused.</param>
public sealed record LineAnswer(
    Guid? Id, int Line,
    [OneOf(PrescriptionStatus.Recorded, PrescriptionStatus.Held, LineAnswer.RepeatedStatus, LineAnswer.RefusedStatus)] string Status,
    string? Code, string? Detail)
{
    public const string RepeatedStatus = "repeated";
    public const string RefusedStatus = "refused";

    public static LineAnswer Refused(Guid? id, int line, Refusal why) =>
        new(id, line, RefusedStatus, why.Code, why.Field is null ? why.Detail : $"{why.Field}: {why.Detail}");
}
