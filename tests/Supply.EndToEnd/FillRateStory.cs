using System.Text.Json;

namespace Supply.EndToEnd;

/// <summary>
/// What a fill rate says before anything is known, and how late documents and a late catalogue change it. Needs an empty system.
/// </summary>
public static class FillRateStory
{
    private const string Clave = "010.000.0104.00";
    private static readonly DateTimeOffset noon = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero)
        .AddDays(-3).AddHours(18);
    private static readonly Place unit = Scenario.Places.Single(x => x.Code == "HGIMB900001");

    public static async Task Counts_what_is_known_and_catches_up_with_what_comes_late(SystemUnderTest system)
    {
        var client = system.Client;
        var day = unit.DateAt(noon);

        Assert.Equal(("not-available", 0, 0), Of(await Figure(client, $"period={day.Year}&level=nation")));

        Assert.True(
            (await client.PostText(
                Actor.Central, "/catalog/items/import", $"clave,descripcion\n{Clave},Paracetamol\n", "text/csv")).Status == 200);
        var first = await Present(system, noon, dispensed: 6);
        Assert.True(first.GetProperty("unverified").GetBoolean(), $"{first}");
        var unknown = await Eventually(client, $"period={day.Year}&level=nation", x => x.GetProperty("excluded").GetArrayLength() > 0);
        Assert.Equal(("not-available", 0, 0), Of(unknown));
        Assert.Contains(
            unknown.GetProperty("excluded").EnumerateArray(), x =>
            x.GetProperty("reason").GetString() == "unverified" && x.GetProperty("count").GetInt64() == 1);

        await system.Send([new FacilityArrives(Guid.CreateVersion7(), noon, unit)], hands: 1);
        Assert.Equal(("available", 1, 1), Of(await Eventually(client, $"period={day.Year}&level=nation", x => Of(x).Denominator == 1)));

        await Present(system, noon.AddHours(-2), dispensed: 2);
        var late = await Eventually(client, $"period={day.Year}&level=facility&code={unit.Code}", x => Of(x).Denominator == 2);
        Assert.Equal(
            (("available", 1L, 2L), 50.00m, false),
            (Of(late), late.GetProperty("value").GetDecimal(), late.GetProperty("final").GetBoolean()));

        var silent = await client.Put(
            Actor.Central, "/catalog/facilities/HGIMB900009", new { name = "Zimapán", state = unit.State, kind = "healthUnit" });
        Assert.Equal(201, silent.Status);
        var day1 = await Eventually(client, $"period={day:yyyy-MM-dd}&level=state&code={unit.State}", x => Facilities(x).Expected == 2);
        Assert.Equal((("available", 1L, 2L), (1L, 2L)), (Of(day1), Facilities(day1)));
    }

    private static async Task<JsonElement> Present(SystemUnderTest system, DateTimeOffset at, int dispensed)
    {
        var prescription = new Prescription(Guid.CreateVersion7(), at, unit, "individual", [new(1, Clave, 6, dispensed, [])]);
        await system.Send([prescription], hands: 1);
        return JsonSerializer.Deserialize<JsonElement>(system.Sending.Answers[prescription.Id]);
    }

    private static async Task<JsonElement> Figure(RetryingClient client, string query)
    {
        var reply = await client.Get(Actor.Dashboard, $"/indicators/ind-b?{query}");
        Assert.True(reply.Status == 200, $"{query}: {reply}");
        return reply.Json;
    }

    private static async Task<JsonElement> Eventually(RetryingClient client, string query, Func<JsonElement, bool> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await client.Post(Actor.Operator, "/indicators/ops/jobs/refresh-figures/run?wait=20");
            var figure = await Figure(client, query);
            if (holds(figure))
                return figure;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(5), $"{query} stays at {figure}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static (long Reporting, long Expected) Facilities(JsonElement figure) =>
        figure.GetProperty("coverage").GetProperty("facilities") is var facilities
        ? (facilities.GetProperty("reporting").GetInt64(), facilities.GetProperty("expected").GetInt64())
        : default;

    private static (string Status, long Numerator, long Denominator) Of(JsonElement figure) =>
        (figure.GetProperty("status").GetString()!, figure.GetProperty("numerator").GetInt64(),
            figure.GetProperty("denominator").GetInt64());
}
