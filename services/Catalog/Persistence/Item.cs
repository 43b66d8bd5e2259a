using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Supply.Catalog.Domain;
using Supply.Contracts.Catalog;

namespace Supply.Catalog.Persistence;

/// <summary>A clave of the compendium.</summary>
public sealed class Item
{
    private const int SearchLength = 2 * SupplyItem.MaxDescription; // some scripts fold to more characters

    [MaxLength(15)] public required string Clave { get; init; }

    /// <summary>1, 2, 3, ...; the ETag.</summary>
    public int Version { get; set; }

    [MaxLength(SupplyItem.MaxDescription)] public string Description { get; set; } = "";
    [MaxLength(1)] public string? Ven { get; set; }
    public ProductClass ProductClass { get; set; }
    public bool Active { get; set; }
    public bool Controlled { get; set; }
    public bool ColdChain { get; set; }

    /// <summary>When this version was stored; null: before that was kept.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>Clave and description folded, for searching.</summary>
    [MaxLength(SearchLength)] public string Search { get; set; } = "";

    public SupplyItem Content => new(Description, Ven, ProductClass, Active, Controlled, ColdChain);

    /// <summary>The next version, with this content.</summary>
    public void Become(SupplyItem item, DateTimeOffset now)
    {
        (Description, Ven, ProductClass, Active, Controlled, ColdChain) =
            (item.Description, item.Ven, item.Class, item.Active, item.Controlled, item.ColdChain);
        var search = $"{Clave} {Texts.Fold(Description)}";
        Search = search[..Math.Min(search.Length, SearchLength)];
        (Version, ChangedAt) = (Version + 1, now);
    }

    public ItemPublished ToFact(DateTimeOffset now) => new(
        Clave, Version, ChangedAt ?? now, ChangedAt
            ?? now, Zones.DateAt(ChangedAt ?? now, Zones.Default), Description,
            JsonNamingPolicy.CamelCase.ConvertName(ProductClass.ToString()), Ven, Active, Controlled, ColdChain);
}
