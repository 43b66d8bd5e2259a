using System.ComponentModel.DataAnnotations;
using Supply.Catalog.Domain;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;

namespace Supply.Catalog.Persistence;

/// <summary>A location within a facility: its storeroom, a ward, a fixed stock; the same list for all.</summary>
public sealed class Location
{
    [MaxLength(40)] public required string Code { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
    [MaxLength(200)] public string Name { get; set; } = "";

    /// <summary>JSON array of other spellings.</summary>
    public byte[] Aliases { get; set; } = [];

    /// <summary>Whether new documents may name it.</summary>
    public bool Active { get; set; }

    public ListedName Listed => new(Code, Name, MessageJson.Read<string[]>(Aliases));

    public LocationPublished ToFact() =>
        new(Code, Version, ChangedAt, ChangedAt, Zones.DateAt(ChangedAt, Zones.Default), Name, Listed.Aliases, Active);
}
