using System.Collections.Concurrent;
using System.Text.Json;

namespace Supply.EndToEnd;

/// <summary>Acts as requests of the public API, and what was answered to them.</summary>
public sealed class Sending(RetryingClient client)
{
    private const int StaleVersion = 412;

    private readonly ConcurrentDictionary<Guid, string> answers = new();
    private readonly ConcurrentDictionary<Guid, IReadOnlyList<PickedLot>> picks = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> recalledAt = new();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> done = new();

    /// <summary>The lots that were picked for each shipment.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<PickedLot>> Picks => picks;

    /// <summary>The first answer to each document that was sent by itself.</summary>
    public IReadOnlyDictionary<Guid, string> Answers => answers;

    /// <summary>Items and the facilities that are there from the start.</summary>
    public async Task Open()
    {
        var csv = "clave,descripcion\n" + string.Concat(Scenario.Items.Select(x => $"{x.Clave},\"Insumo {x.Clave}, pieza\"\n"));
        Accepted(await client.PostText(Actor.Central, "/catalog/items/import", csv, "text/csv"), "items");
        foreach (var place in Scenario.Places.Where(x => !x.Late))
            foreach (var code in place.FirstCodes)
                Accepted(await Put(place, code), code);
    }

    /// <summary>Sends the acts in this order by several hands; an act waits for those that it needs.</summary>
    /// <param name="gate">Each sending takes one permit; null: no need to wait.</param>
    public async Task Send(IReadOnlyList<Act> acts, int hands, SemaphoreSlim? gate = null)
    {
        foreach (var act in acts)
            done.TryAdd(act.Id, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var queue = new ConcurrentQueue<IReadOnlyList<Act>>(Together(acts));
        await Task.WhenAll(Enumerable.Range(0, hands).Select(_ => Work()));

        async Task Work()
        {
            while (queue.TryDequeue(out var sending))
            {
                try
                {
                    if (gate is not null)
                        await gate.WaitAsync();
                    foreach (var needed in sending.SelectMany(x => x.After))
                        await done[needed].Task;
                    await (sending is [Prescription { Batch: not null }, ..]
                        ? SendBatch([.. sending.Cast<Prescription>()])
                        : SendOne(sending[0]));
                    foreach (var act in sending)
                        done[act.Id].TrySetResult();
                }
                catch (Exception e)
                {
                    foreach (var waiting in done.Values)
                        waiting.TrySetException(e); // nobody waits for what will not come
                    throw;
                }
            }
        }
    }

    /// <summary>The acts request by request: those of a batch together.</summary>
    public static IEnumerable<IReadOnlyList<Act>> Together(IReadOnlyList<Act> acts)
    {
        var batches = acts.OfType<Prescription>().Where(x => x.Batch is not null).ToLookup(x => x.Batch!.Value);
        var sent = new HashSet<int>();
        foreach (var act in acts)
        {
            if (act is not Prescription { Batch: { } batch })
                yield return [act];
            else if (sent.Add(batch))
                yield return [.. batches[batch]];
        }
    }

    private async Task SendOne(Act act)
    {
        var reply = act switch
        {
            FacilityArrives x => await Put(x.Place, x.Place.Code),
            CodeChanged x => await Change(x.Place, x.Change),
            Receipt x => await client.Put(Keeper(x.Place, x.Place.Spelled(x.Id)), $"/inventory/receipts/{x.Id}", Body(x)),
            Order x => await Issue(x),
            OrderVerdict x => await client.Post(
                Actor.State_(x.Order.Destination.State, "decide"), $"/orders/supply-orders/{x.Order.Id}/{x.Verdict}",
                x.Verdict == "approve" ? null : new { reason = "No procede." }),
            Shipment x => await client.Put(Keeper(x.From, x.From.Code), $"/inventory/shipments/{x.Id}", Body(x)),
            Reception x => await client.Put(Receiver(x), $"/inventory/shipments/{x.Shipment.Id}/receptions/{x.Id}", Body(x)),
            Prescription x => await client.Put(Keeper(x.Place, Spelled(x)), $"/dispensing/prescriptions/{x.Id}", Body(x, null)),
            Delivery x => await client.Put(
                Keeper(x.Prescription.Place, Spelled(x.Prescription)), $"/dispensing/prescriptions/{x.Prescription.Id}/deliveries/{x.Id}",
                new { deliveredAt = x.At, lines = (object[])[new { line = x.Line, quantity = x.Quantity }] }),
            Reversal x => await TakeBack(x.Document),
            Recall x => await client.Put(Actor.Central, $"/inventory/recalls/{x.Id}", Body(x)),
            LiftRecall x => await client.Put(
                Actor.Central, $"/inventory/recalls/{x.Recall.Id}/reversal", new { reason = "El lote está en regla." }),
            VoidPrescription x => await client.Put(
                Keeper(x.Prescription.Place, Spelled(x.Prescription)), $"/dispensing/prescriptions/{x.Prescription.Id}/void",
                new { reason = "Capturada por error." }),
            _ => throw new NotSupportedException(act.GetType().Name),
        };
        Accepted(reply, $"{act}");
        if (act is Shipment shipment)
            picks[shipment.Id] = [.. reply.Json.GetProperty("lines").EnumerateArray().Select(Picked)];
        if (act is Recall recall)
            recalledAt[recall.Id] = reply.Json.GetProperty("recalledAt").GetDateTimeOffset();
        if (act is Receipt or Order or Shipment or Reception or Prescription or Delivery)
        {
            var first = answers.GetOrAdd(act.Id, reply.Text);
            Assert.True(first == reply.Text, $"{act}\nfirst: {first}\nagain: {reply.Text}");
        }
    }

    private async Task SendBatch(IReadOnlyList<Prescription> batch)
    {
        var lines = await client.PostLines(
            Keeper(batch[0].Place, Spelled(batch[0])), "/dispensing/prescriptions/batch", [.. batch.Select(x => Body(x, x.Id))]);
        foreach (var (prescription, line) in batch.Zip(lines))
        {
            Assert.Equal(prescription.Id, line.GetProperty("id").GetGuid());
            Assert.True(line.GetProperty("status").GetString() is "recorded" or "repeated", $"{prescription}: {line}");
        }
    }

    /// <summary>The latest version is replaced by one with just these predecessors.</summary>
    private async Task<Reply> Change(Place place, CodeChange change)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var latest = await client.Get(Actor.Central, $"/catalog/facilities/{change.Code}");
            var reply = await Put(place, change.Code, change.Predecessors, latest.ETag);
            if (reply.Status != StaleVersion || TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(5))
                return reply;
        }
    }

    /// <summary>Said again after the code was replaced itself, it is refused, and nothing is to be done.</summary>
    private async Task<Reply> Put(Place place, string code, IReadOnlyList<string>? predecessors = null, string? ifMatch = null)
    {
        var reply = await client.Put(Actor.Central, $"/catalog/facilities/{code}", new
        {
            name = $"Unidad {place.Code}", state = place.State, municipality = place.Municipality, kind = place.Kind, predecessors,
        }, ifMatch);
        return reply.Status == 409 && reply.Text.Contains("catalog.replaced-code", StringComparison.Ordinal)
            ? reply with { Status = 200 }
            : reply;
    }

    // Those of a batch are sent by one person.
    private static string Spelled(Prescription x) =>
        x.Batch is { } batch ? x.Place.AllCodes[batch % x.Place.AllCodes.Count] : x.Place.Spelled(x.Id);

    private Task<Reply> TakeBack(Act document)
    {
        var (keeper, path) = document switch
        {
            Receipt x => (Keeper(x.Place, x.Place.Spelled(x.Id)), $"/inventory/receipts/{x.Id}"),
            Reception x => (Receiver(x), $"/inventory/shipments/{x.Shipment.Id}/receptions/{x.Id}"),
            Delivery x => (Keeper(x.Prescription.Place, Spelled(x.Prescription)),
                $"/dispensing/prescriptions/{x.Prescription.Id}/deliveries/{x.Id}"),
            _ => throw new NotSupportedException(document.GetType().Name),
        };
        return client.Put(keeper, path + "/reversal", new { reason = "Capturada por error." });
    }

    private static Actor Receiver(Reception x) => Keeper(x.Shipment.To, x.Shipment.To.FirstSpelled(x.Shipment.Approval.Order.Id));

    /// <summary>Where the orders' own copy of the catalogue is not there yet, the order waits for it.</summary>
    private async Task<Reply> Issue(Order order)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var reply = await client.Put(Actor.State_(order.Destination.State, "emite"), $"/orders/supply-orders/{order.Id}", Body(order));
            if (reply.Status != 422 || !reply.Text.Contains("orders.unknown-clave", StringComparison.Ordinal)
                || TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(5))
                return reply;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static Actor Keeper(Place place, string code) => place.IsWarehouse ? Actor.Warehouse(code) : Actor.Pharmacy(code);

    private static object Body(Receipt x) => new
    {
        facility = x.Place.Spelled(x.Id), supplier = "Distribuidora del Centro", receivedOn = x.Place.DateAt(x.At), receivedAt = x.At,
        lines = x.Lines.Select(l => new { clave = l.Clave, lot = l.Lot, expiresOn = l.ExpiresOn, quantity = l.Quantity }),
    };

    private static object Body(Order x) => new
    {
        state = x.Destination.State, issuedOn = x.Destination.DateAt(x.At), source = new { kind = "warehouse", id = x.Warehouse.Code },
        destination = x.Destination.FirstSpelled(x.Id), promisedOn = x.Destination.DateAt(x.At).AddDays(7), emergency = false,
        lines = x.Lines.Select(l => new { clave = l.Clave, quantity = l.Quantity }),
    };

    private static object Body(Shipment x) => new
    {
        from = x.From.Code, to = x.To.FirstSpelled(x.Approval.Order.Id), supplyOrder = x.Approval.Order.Id, hold = false,
        dispatchedAt = x.At,
        lines = x.Lines.Select(l => new { clave = l.Clave, quantity = l.Quantity }),
    };

    private object Body(Reception x) => new
    {
        receivedOn = x.Shipment.To.DateAt(x.Withdrawn is { } recall ? recalledAt[recall.Id] : x.At),
        receivedAt = x.Withdrawn is null ? x.At : (DateTimeOffset?)null,
        lines = PickedLot.Receive(picks[x.Shipment.Id], x.Lines).Select(l => new
        {
            clave = l.Clave, lot = l.Lot, good = l.Good, damaged = l.Damaged, missing = l.Missing,
            reason = l.Good + l.Damaged + l.Missing
                > picks[x.Shipment.Id].Where(p => p.Clave == l.Clave && p.Lot == l.Lot).Sum(p => p.Quantity)
                ? "Llegó una pieza de más."
                : null,
        }),
    };

    private object Body(Recall x) => new
    {
        clave = x.LotOf(picks).Clave, lot = x.LotOf(picks).Lot, reason = "Aviso de la autoridad sanitaria.",
        scope = x.Place.FirstSpelled(x.Id),
    };

    private static Dictionary<string, object?> Body(Prescription x, Guid? id) => new Dictionary<string, object?>
    {
        ["facility"] = Spelled(x), ["kind"] = x.Kind, ["folio"] = $"F-{x.Id:N}", ["prescribedOn"] = x.Place.DateAt(x.At),
        ["presentedAt"] = x.At, ["service"] = "Consulta externa",
        ["lines"] = x.Lines.Select(l => new Dictionary<string, object?>
        {
            ["line"] = l.Line, ["clave"] = l.Clave, ["prescribed"] = l.Prescribed, ["dispensed"] = l.Dispensed,
            ["lots"] = l.Lots.Select(lot => new { lot = lot.Lot, quantity = lot.Quantity }), ["substituteFor"] = l.SubstituteFor,
            ["reason"] = l.SubstituteFor is null && l.Dispensed < l.Prescribed ? "insufficientStock" : null,
        }),
    }.Concat(id is null ? [] : [KeyValuePair.Create("id", (object?)id)]).ToDictionary();

    private static PickedLot Picked(JsonElement line) => new(
        line.GetProperty("clave").GetString()!, line.GetProperty("lot").GetString()!,
        line.TryGetProperty("shipped", out var shipped) ? shipped.GetInt32() : line.GetProperty("quantity").GetInt32());

    private static void Accepted(Reply reply, string what) => Assert.True(reply.Status is 200 or 201, $"{what}\n{reply}");
}
