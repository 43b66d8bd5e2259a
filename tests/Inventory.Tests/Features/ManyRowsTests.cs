using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supply.Inventory.Domain;
using Supply.Inventory.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Inventory.Tests.Features;

/// <summary>Rows that are written many at a time are the rows that one by one would be.</summary>
public sealed class ManyRowsTests(InventoryHost inventory) : IClassFixture<InventoryHost>
{
    [Theory]
    [InlineData(3)]
    [InlineData(500)]
    public async Task Rows_are_stored_as_they_are(int count)
    {
        var (facility, random) = (inventory.Facility(), new Random(count));
        var facts = Enumerable.Range(0, count).Select(i => Fact(facility, i, random)).ToList();
        await inventory.Host.Db<InventoryDb, bool>(db => db.Write(async () =>
        {
            await db.InsertAll(facts, default);
            return true;
        }, default));
        var stored = await inventory.Host.Db<InventoryDb, List<StockFact>>(
            db => db.Facts.AsNoTracking().Where(x => x.Facility == facility).OrderBy(x => x.Line).ToListAsync());
        Assert.Equal(facts.Select(Text), stored.Select(Text));
    }

    [Fact]
    public async Task None_is_stored_where_one_of_them_is_there()
    {
        var (facility, random) = (inventory.Facility(), new Random(1));
        var facts = Enumerable.Range(0, 40).Select(i => Fact(facility, i, random)).ToList();
        await Assert.ThrowsAnyAsync<Exception>(() => inventory.Host.Db<InventoryDb, bool>(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.InsertAll([.. facts, facts[^1].Under(x => x, x => x)], default);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return true;
        }));
        Assert.False(await inventory.Host.Db<InventoryDb, bool>(db => db.Facts.AnyAsync(x => x.Facility == facility)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public async Task What_has_become_of_rows_is_stored_whatever_the_way(int count)
    {
        var facility = inventory.Facility();
        await inventory.Host.Db<InventoryDb, int>(db =>
        {
            db.Pairs.AddRange(Enumerable.Range(0, count).Select(
                x => new StockPair { Facility = facility, Clave = $"010.000.{x:0000}.00", State = "13" }));
            return db.SaveChangesAsync();
        });
        await inventory.Host.Db<InventoryDb, bool>(db => db.Write(async () =>
        {
            var pairs = await db.Pairs.Where(x => x.Facility == facility).ToListAsync();
            foreach (var (i, pair) in pairs.Index())
            {
                (pair.Version, pair.Discrepancy, pair.OwesLots) = (i + 1, 1L + i, i % 2 == 0);
                pair.KnownFrom = i % 3 == 0 ? null : new DateOnly(2026, 1, 1).AddDays(i);
                pair.LatestAt = inventory.Now.AddMinutes(-i);
            }
            await db.UpdateAll(pairs, default);
            return true;
        }, default));
        var stored = await inventory.Host.Db<InventoryDb, List<StockPair>>(
            db => db.Pairs.AsNoTracking().Where(x => x.Facility == facility).OrderBy(x => x.Version).ToListAsync());
        Assert.Equal(
            Enumerable.Range(0, count).Select(i => (
                i + 1, 1L + i, i % 2 == 0, i % 3 == 0 ? null : (DateOnly?)new DateOnly(2026, 1, 1).AddDays(i),
                (DateTimeOffset?)inventory.Now.AddMinutes(-i), (DateTimeOffset?)null)),
            stored.Select(x => (x.Version, x.Discrepancy, x.OwesLots, x.KnownFrom, x.LatestAt, x.RecountSince)));
    }

    private static string Text(StockFact fact) => JsonSerializer.Serialize(new
    {
        fact.Id, fact.Facility, fact.StatedFacility, fact.Clave, fact.Document, fact.DocumentId, fact.PartOf, fact.Line, fact.Part,
        fact.OccurredAt, fact.LocalDate, fact.Kind, fact.Reason, fact.Quantity, fact.Location, fact.Lot, fact.ExpiresOn,
        fact.FundingSource, fact.Condition, fact.ToLocation, fact.ToFundingSource, fact.ToCondition, fact.Note,
    });

    private StockFact Fact(string facility, int line, Random random) => new()
    {
        Id = Guid.CreateVersion7(), Facility = facility, StatedFacility = Some(facility), Clave = Claves.Paracetamol,
        Document = (DocumentKind)random.Next(7), DocumentId = Guid.CreateVersion7(),
        PartOf = random.Next(2) == 0 ? Guid.Empty : Guid.CreateVersion7(),
        Line = line, Part = random.Next(3), OccurredAt = inventory.Now.AddMinutes(-random.Next(100_000)),
        LocalDate = DateOnly.FromDateTime(inventory.Now.Date).AddDays(-random.Next(70)), Kind = (FactKind)random.Next(6),
        Reason = (Reason)random.Next(8), Quantity = random.Next(int.MaxValue), Location = Some(Holding.Main),
        Lot = Some("Lote ñ \"1\", {2}"),
        ExpiresOn = random.Next(2) == 0 ? null : new DateOnly(2027, 2, 28), FundingSource = Some(""),
        Condition = random.Next(2) == 0 ? null : (StockCondition)random.Next(3), ToLocation = Some("PISO 2"),
        ToFundingSource = Some("INSABI"),
        ToCondition = random.Next(2) == 0 ? null : (StockCondition)random.Next(3), Note = Some("línea\nnueva \\ 'x'"),
    };

    private static string? Some(string text) => Random.Shared.Next(2) == 0 ? null : text;
}
