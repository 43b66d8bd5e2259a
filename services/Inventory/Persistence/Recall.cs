using System.ComponentModel.DataAnnotations;
using Supply.Contracts.Inventory;

namespace Supply.Inventory.Persistence;

/// <summary>A lot withdrawn from use, where its scope says.</summary>
public sealed class Recall
{
    public required Guid Id { get; init; }
    public int Version { get; set; } = 1;

    /// <summary>A state's code, a facility's code, or null: the nation.</summary>
    [MaxLength(11)] public string? Scope { get; set; }

    /// <summary>The scope as it was declared; it never changes.</summary>
    [MaxLength(11)] public string? StatedScope { get; init; }

    [MaxLength(15)] public required string Clave { get; init; }
    [MaxLength(40)] public required string Lot { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RecalledAt { get; init; }
    public required string By { get; init; }

    /// <summary>When it was lifted: its pieces have the condition that they had without it.</summary>
    public DateTimeOffset? LiftedAt { get; set; }

    public string? LiftedBy { get; set; }
    public string? LiftReason { get; set; }

    public LotRecalled ToFact(DateTimeOffset now) => new(
        Id, Version, LiftedAt ?? RecalledAt, now, Zones.DateAt(LiftedAt ?? RecalledAt, Zones.Default), Clave, Lot, LiftReason ?? Reason,
        LiftedAt is null ? "recalled" : "lifted", Scope);
}
