using Supply.PurchaseOrders.Domain;

namespace Supply.PurchaseOrders.Features.SupplyOrders;

/// <summary>An order's form: what can be said of it without the catalogue, the awards or the clock.</summary>
internal static class OrderReading
{
    public static Outcome<OrderDraft> Read(IssueSupplyOrder.Request request)
    {
        if (FederalState.Parse(request.State).Refused(out var why, out var state))
            return why;
        if (request.IssuedOn is not { } issuedOn)
            return Refusals.IssuedOnMissing("issuedOn");
        if (FacilityCode.Parse(request.Destination, "destination").Refused(out why, out var destination)
            || ReadSource(request.Source).Refused(out why, out var source))
            return why;
        if (destination.State != state)
            return Refusals.DestinationState(destination, state, "destination");
        if (request.Lines is not { Count: >= 1 and <= OrderDraft.MaxLines } asked)
            return Refusals.Lines(OrderDraft.MaxLines, "lines");
        var lines = new List<DraftLine>();
        for (var i = 0; i < asked.Count; i++)
        {
            if (Clave.Parse(asked[i]?.Clave, OrderDraft.LineField(i, "clave")).Refused(out why, out var clave)
                || Pieces.Positive(asked[i]?.Quantity, OrderDraft.LineField(i, "quantity")).Refused(out why, out var quantity))
                return why;
            lines.Add(new DraftLine(clave.Value, quantity, asked[i]?.Award));
        }
        return new OrderDraft(
            state.Code, issuedOn, source.Kind!, source.Id!, destination.Value, request.PromisedOn, request.Emergency ?? false, lines);
    }

    private static Outcome<IssueSupplyOrder.SourceRequest> ReadSource(IssueSupplyOrder.SourceRequest? source)
    {
        switch (source?.Kind)
        {
            case OrderDraft.Supplier:
                return Codes.Normalise(source.Id) is { Length: >= 1 and <= 200 } supplier
                    ? source with { Id = supplier }
                    : Refusals.Supplier("source.id");
            case OrderDraft.Warehouse:
                return FacilityCode.Parse(source.Id, "source.id").Refused(out var why, out var warehouse) ? why
                    : source with { Id = warehouse.Value };
            default:
                return Refusals.SourceKind("source.kind");
        }
    }
}
