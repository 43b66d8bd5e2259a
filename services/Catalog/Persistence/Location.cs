using Supply.Contracts.Catalog;

namespace Supply.Catalog.Persistence;

/// <summary>A location within a facility: its storeroom, a ward, a fixed stock; the same list for all.</summary>
public sealed class Location : ListEntry
{
    public override void Publish(CatalogDb db) => db.Enqueue(ToFact());

    public LocationPublished ToFact() =>
        new(Code, Version, ChangedAt, ChangedAt, Zones.DateAt(ChangedAt, Zones.Default), Name, Listed.Aliases, Active);
}
