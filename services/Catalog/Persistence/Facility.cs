using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Supply.Catalog.Domain;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;

namespace Supply.Catalog.Persistence;

/// <summary>One version of a facility. Versions are kept: a fact uses the one that is valid on its date.</summary>
public sealed class Facility
{
    /// <summary>From when a first version is valid that names no date.</summary>
    public static readonly DateOnly SinceEver = new(1900, 1, 1);

    [MaxLength(11)] public required string Code { get; init; }

    /// <summary>1, 2, 3, ...; the ETag. Part of the key, so that of two that write the same one only one commits.</summary>
    public required int Version { get; init; }

    /// <summary>There is no later version.</summary>
    public bool Latest { get; set; }

    public required DateOnly ValidFrom { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string Name { get; init; }
    [MaxLength(2)] public required string State { get; init; }
    [MaxLength(20)] public required string Kind { get; init; }
    [MaxLength(40)] public required string TimeZone { get; init; }
    public string? Municipality { get; init; }
    public int? CareLevel { get; init; }
    public string? UnitType { get; init; }
    public bool? Rural { get; init; }
    [Precision(9, 6)] public decimal? Latitude { get; init; }
    [Precision(9, 6)] public decimal? Longitude { get; init; }
    public DateOnly? OpensOn { get; init; }
    public DateOnly? ClosesOn { get; init; }
    [MaxLength(40)] public string? Buyer { get; init; }

    /// <summary>As <see cref="Weekdays.Text"/>; null: it attends every day.</summary>
    [MaxLength(7)] public string? OpenWeekdays { get; init; }

    /// <summary>JSON array of codes, sorted.</summary>
    public required byte[] Predecessors { get; init; }

    /// <summary>The facility that has taken over this code; null: the code is in use.</summary>
    [MaxLength(11)] public string? ReplacedBy { get; init; }

    /// <summary>
    /// Where it is replaced, its last day as its own versions had it: that comes back when the change of code is taken back.
    /// </summary>
    public DateOnly? OwnClosesOn { get; init; }

    /// <summary>Codes, name and municipality folded, for searching.</summary>
    [MaxLength(2000)] public required string Search { get; init; }

    public FacilityContent Content => new(
        Name, Kind, TimeZone, Municipality, CareLevel, UnitType, Rural, FacilityCells.Plain(Latitude), FacilityCells.Plain(Longitude),
            OpensOn, ClosesOn, Buyer, Weekdays.Stored(OpenWeekdays));

    public string[] Formerly => MessageJson.Read<string[]>(Predecessors);

    public static Facility Of(
        FacilityCode code, int version, FacilityContent content, IReadOnlyList<string> predecessors, DateOnly validFrom, DateTimeOffset now,
        string? replacedBy = null, DateOnly? ownClosesOn = null) => new()
    {
        Code = code.Value, Version = version, Latest = true, ValidFrom = validFrom, RecordedAt = now, Name = content.Name,
            State = code.State.Code,
        Kind = content.Kind, TimeZone = content.TimeZone, Municipality = content.Municipality, CareLevel = content.CareLevel,
        UnitType = content.UnitType, Rural = content.Rural, Latitude = content.Latitude, Longitude = content.Longitude,
        OpensOn = content.OpensOn, ClosesOn = content.ClosesOn, Buyer = content.Buyer,
        OpenWeekdays = content.OpenWeekdays?.Text, Predecessors = MessageJson.Write(predecessors),
        ReplacedBy = replacedBy, OwnClosesOn = ownClosesOn,
        Search = string.Join(' ', (string[])[code.Value, .. predecessors, Texts.Fold(content.Name), Texts.Fold(content.Municipality)]),
    };

    /// <summary>The next version of a code that another facility has taken over: it is closed from the day of the change on.</summary>
    public Facility Replaced(string by, DateOnly changedOn, DateTimeOffset now)
    {
        var own = ReplacedBy is null ? ClosesOn : OwnClosesOn;
        var closesOn = own < changedOn ? own : changedOn.AddDays(-1);
        return Of(FacilityCode.Stored(Code), Version + 1, Content with { ClosesOn = closesOn }, Formerly, changedOn, now, by, own);
    }

    /// <summary>The next version of a code that is its own again: as if the change had not been, from the day on which it was.</summary>
    public Facility Restored(IReadOnlyList<string> predecessors, DateTimeOffset now) =>
        Of(FacilityCode.Stored(Code), Version + 1, Content with { ClosesOn = OwnClosesOn }, predecessors, ValidFrom, now);

    /// <summary>What it had before belongs to its successor while it has one.</summary>
    public FacilityPublished ToFact() => new(
        Code, Version, RecordedAt, RecordedAt, Zones.DateAt(RecordedAt, TimeZone), ValidFrom, Name, State, Kind, TimeZone, Municipality,
            CareLevel,
        UnitType, Rural, FacilityCells.Plain(Latitude), FacilityCells.Plain(Longitude), OpensOn, ClosesOn, ReplacedBy is null ? Formerly
            : [], Buyer, ReplacedBy, Weekdays.Stored(OpenWeekdays) is { } days ? [.. days.Numbers] : null);
}
