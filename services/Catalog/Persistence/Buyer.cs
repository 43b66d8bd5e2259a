using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;

namespace Supply.Catalog.Persistence;

/// <summary>Who buys: a state coordination, or a hospital that buys for itself.</summary>
public sealed class Buyer
{
    [MaxLength(40)] public required string Code { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    /// <summary>When this version was stored; null: before that was kept.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    public string Name { get; set; } = "";

    /// <summary><c>state</c> or <c>hospital</c>.</summary>
    [MaxLength(10)] public string Kind { get; set; } = "";

    [MaxLength(2)] public string State { get; set; } = "";

    /// <summary>JSON array of other spellings of the name.</summary>
    public byte[] Aliases { get; set; } = [];

    public string[] OtherNames => MessageJson.Read<string[]>(Aliases);

    public BuyerPublished ToFact(DateTimeOffset now) =>
        new(Code, Version, ChangedAt ?? now, ChangedAt ?? now, Zones.DateAt(ChangedAt ?? now, Zones.Default), Name, Kind, State,
            OtherNames);
}
