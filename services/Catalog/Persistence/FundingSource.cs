using System.ComponentModel.DataAnnotations;
using Supply.Catalog.Domain;
using Supply.Contracts.Catalog;
using Supply.Platform.Messaging;

namespace Supply.Catalog.Persistence;

/// <summary>Where the money for pieces comes from.</summary>
public sealed class FundingSource
{
    [MaxLength(40)] public required string Code { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
    [MaxLength(200)] public string Name { get; set; } = "";

    /// <summary>JSON array of other spellings.</summary>
    public byte[] Aliases { get; set; } = [];

    /// <summary>Its pieces are picked only when it is named.</summary>
    public bool RingFenced { get; set; }

    /// <summary>Whether new documents may name it.</summary>
    public bool Active { get; set; }

    public ListedName Listed => new(Code, Name, MessageJson.Read<string[]>(Aliases));

    public FundingSourcePublished ToFact() =>
        new(Code, Version, ChangedAt, ChangedAt, Zones.DateAt(ChangedAt, Zones.Default), Name, Listed.Aliases, RingFenced, Active);
}
