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

    /// <summary>JSON array of codes, sorted.</summary>
    public required byte[] Predecessors { get; init; }

    /// <summary>Codes, name and municipality folded, for searching.</summary>
    [MaxLength(2000)] public required string Search { get; init; }

    public Place Place => new(Name, Kind, TimeZone, Municipality, CareLevel, UnitType, Rural, FacilityCells.Plain(Latitude), FacilityCells.Plain(Longitude), OpensOn, ClosesOn, Buyer);

    public string[] Formerly => MessageJson.Read<string[]>(Predecessors);

    public static Facility Of(FacilityCode code, int version, Place place, IReadOnlyList<string> predecessors, DateOnly validFrom, DateTimeOffset now) => new()
    {
        Code = code.Value, Version = version, Latest = true, ValidFrom = validFrom, RecordedAt = now, Name = place.Name, State = code.State.Code, Kind = place.Kind,
        TimeZone = place.TimeZone, Municipality = place.Municipality, CareLevel = place.CareLevel, UnitType = place.UnitType, Rural = place.Rural,
        Latitude = place.Latitude, Longitude = place.Longitude, OpensOn = place.OpensOn, ClosesOn = place.ClosesOn, Buyer = place.Buyer,
        Predecessors = MessageJson.Write(predecessors),
        Search = string.Join(' ', (string[])[code.Value, .. predecessors, Texts.Fold(place.Name), Texts.Fold(place.Municipality)]),
    };

    public FacilityPublished ToFact() => new(
        Code, Version, RecordedAt, RecordedAt, Zones.DateAt(RecordedAt, TimeZone), ValidFrom, Name, State, Kind, TimeZone, Municipality, CareLevel, UnitType, Rural,
        FacilityCells.Plain(Latitude), FacilityCells.Plain(Longitude), OpensOn, ClosesOn, Formerly, Buyer);
}

/// <summary>A code that an establishment had before; it is accepted wherever a code is.</summary>
public sealed class Predecessor
{
    [MaxLength(11)] public required string Code { get; init; }
    [MaxLength(11)] public required string Current { get; set; }
}
