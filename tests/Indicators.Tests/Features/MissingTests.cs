using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;

namespace Supply.Indicators.Tests.Features;

/// <summary>Which claves are missing most often: of the nation from its figures, of a place from its prescriptions, by one rule.</summary>
public sealed class MissingTests : IAsyncLifetime
{
    private const string A = "010.000.0104.00", B = "010.000.0408.00", C = "060.004.0109.00";

    private static readonly DateOnly day = new(2026, 10, 14);

    private static readonly DateTimeOffset recorded = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IndicatorsHost at = new();

    private sealed record Missing(string Clave, string? Description, long Prescriptions, long Lines, long Pieces);

    public async ValueTask InitializeAsync()
    {
        await at.InitializeAsync();
        foreach (var code in (string[])["HGIMB000011", "HGIMB000021", "BCIMB000011"])
            await at.Host.Deliver(Given.Facility(code));
        await at.Host.Deliver(new ItemPublished(A, 1, recorded, recorded, day, "Paracetamol", "medicine"));
        await Of("HGIMB000011", day, (A, 10, 4), (A, 5, 0), (B, 1, 1)); // two lines of one clave in one prescription
        await Of("HGIMB000011", day, (A, 3, 3), (C, 4, 1));
        await Of("HGIMB000021", day.AddDays(-1), (A, 2, 0), (C, 1, 0));
        await Of("BCIMB000011", day, (B, 20, 0));
        await Of("BCIMB000011", new(2026, 9, 30), (B, 7, 0)); // another month
        await at.Host.Deliver(Given.Prescription("BCIMB000011", day, new PrescriptionLine(1, B, 9, 0)) with { Status = "voided" });
        await at.Host.Deliver(Given.Prescription("BCIMB000011", day, new PrescriptionLine(1, B, 9, 0)) with { Kind = "collective" });
        await at.Refresh();
    }

    public ValueTask DisposeAsync() => at.DisposeAsync();

    [Fact]
    public async Task Prescriptions_lines_and_pieces_are_told_by_nation_state_and_facility()
    {
        Assert.Equal([(A, 2, 3, 13), (C, 2, 2, 4), (B, 1, 1, 20)], await Of("period=2026-10"));
        Assert.Equal([(A, 2, 3, 13), (C, 2, 2, 4)], await Of("period=2026-10&level=state&code=13"));
        Assert.Equal([(B, 1, 1, 20)], await Of("period=2026-10&level=state&code=02"));
        Assert.Equal([(A, 1, 2, 11), (C, 1, 1, 3)], await Of("period=2026-10-14&level=state&code=13"));
        Assert.Equal([(A, 1, 2, 11), (C, 1, 1, 3)], await Of("period=2026&level=facility&code=HGIMB000011"));
        Assert.Equal([(B, 2, 2, 27)], await Of("period=2026&level=facility&code=BCIMB000011"));
        Assert.Equal([(A, 2, 3, 13)], await Of("period=2026-10&limit=1"));
        Assert.Empty(await Of("period=2026-11"));
        var named = (await at.Dashboard.Get("/indicators/missing?period=2026-10")).Read<Listed<Missing>>().Items;
        Assert.Equal(["Paracetamol", null, null], named.Select(x => x.Description));
        Assert.EndsWith(" 0 differ", (await at.Host.Run("indicators", "rebuild")).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_takes_its_pieces_back()
    {
        var doc = Given.Prescription("HGIMB000021", day, new PrescriptionLine(1, C, 100, 0));
        await at.Host.Deliver(doc);
        await at.Refresh();
        Assert.Contains((C, 3, 3, 104), await Of("period=2026-10"));
        await at.Host.Deliver(doc with { Version = 2, Lines = [new PrescriptionLine(1, C, 100, 100)] });
        await at.Refresh();
        Assert.Contains((C, 2, 2, 4), await Of("period=2026-10"));
        Assert.Contains((C, 2, 2, 4), await Of("period=2026-10&level=state&code=13"));
    }

    private Task Of(string unit, DateOnly date, params (string Clave, int Prescribed, int Given)[] lines) => at.Host.Deliver(
        Given.Prescription(unit, date, [.. lines.Select((x, i) => new PrescriptionLine(i + 1, x.Clave, x.Prescribed, x.Given))]));

    private async Task<List<(string, long, long, long)>> Of(string query)
    {
        var answer = await at.Dashboard.Get("/indicators/missing?" + query);
        Assert.True(answer.Status == 200, answer.ToString());
        return answer.Read<Listed<Missing>>().Items.ConvertAll(x => (x.Clave, x.Prescriptions, x.Lines, x.Pieces));
    }
}
