using Microsoft.EntityFrameworkCore;
using Supply.Platform.Messaging;

namespace Supply.Platform.Persistence;

/// <summary>Creations with a client-made id: the same request gets the same answer again. Inside <see cref="Writing.Write{T}"/>.</summary>
public static class FirstAnswers
{
    /// <summary>
    /// The work's answer the first time, the stored one for the same content, <c>{service}.id-reused</c> for other content.
    /// </summary>
    public static async Task<Outcome<Created<T>>> Create<T>(this SupplyDb db, string kind, Guid id, byte[] fingerprint,
        Func<Task<Outcome<T>>> work, CancellationToken ct)
    {
        if (await Stored() is { } first)
            return db.Repeated<T>(first, fingerprint);
        if (!(await work()).Refused(out var why, out var answer))
            return db.First(kind, id, fingerprint, answer);
        // a twin that came at the same time may have taken what this one was refused
        return await Stored() is { } twin ? db.Repeated<T>(twin, fingerprint) : why;

        Task<StoredAnswer?> Stored() => db.Answers.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.Kind == kind, ct);
    }

    /// <summary>What a request with an id that was used gets.</summary>
    public static Outcome<Created<T>> Repeated<T>(this SupplyDb db, StoredAnswer first, byte[] fingerprint) =>
        first.Fingerprint.AsSpan().SequenceEqual(fingerprint)
            ? new Created<T>(MessageJson.Read<T>(first.Body), Repeated: true)
            // Whoever recorded it anew under another id would count it twice where only the spelling differs.
            : Refusal.Conflict(
                $"{db.Service}.id-reused",
                "Con ese identificador ya hay un registro con otro contenido. Consúltelo antes de registrar otro.", "id");

    /// <summary>Keeps the first answer, with the change that it tells of.</summary>
    public static Created<T> First<T>(this SupplyDb db, string kind, Guid id, byte[] fingerprint, T answer)
    {
        db.Answers.Add(new StoredAnswer { Id = id, Kind = kind, Fingerprint = fingerprint, Body = MessageJson.Write(answer),
            At = db.Origin.Clock.Now() });
        return new Created<T>(answer, Repeated: false);
    }
}
