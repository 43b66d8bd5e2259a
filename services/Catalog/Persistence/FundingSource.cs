using Supply.Contracts.Catalog;

namespace Supply.Catalog.Persistence;

/// <summary>Where the money for pieces comes from.</summary>
public sealed class FundingSource : ListEntry
{
    /// <summary>Its pieces are picked only when it is named.</summary>
    public bool RingFenced { get; set; }

    public override bool SaysAs(ListEntry other) => base.SaysAs(other) && RingFenced == ((FundingSource)other).RingFenced;

    public override void Take(ListEntry other)
    {
        base.Take(other);
        RingFenced = ((FundingSource)other).RingFenced;
    }

    public override void Publish(CatalogDb db) => db.Enqueue(ToFact());

    public FundingSourcePublished ToFact() =>
        new(Code, Version, ChangedAt, ChangedAt, Zones.DateAt(ChangedAt, Zones.Default), Name, Listed.Aliases, RingFenced, Active);
}
