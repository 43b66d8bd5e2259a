using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Lists;

public static class PutFundingSource
{
    public sealed record Request(string? Name = null, string?[]? Aliases = null, bool RingFenced = false, bool Active = true);

    public static void MapPutFundingSource(this IEndpointRouteBuilder catalog) => catalog.MapPut("/funding-sources/{code}", Handle)
        .WithSummary(
            "Creates or replaces a funding source; a replacement names the version it replaces in If-Match. A code in another spelling "
            + "is the same.")
        .Allow(Scope.Nation, Roles.Central);

    private static Task<Reply<FundingSourceView>> Handle(
        string code, Body<Request> body, IfMatch match, CatalogDb db, CancellationToken ct) =>
        ListEntries.Put<FundingSource, FundingSourceView>(
            db, "funding-sources", "funding-source", FundingSources.Parse(code, "code"), body.Value.Name, body.Value.Aliases, match,
            known => new FundingSource { Code = known, RingFenced = body.Value.RingFenced, Active = body.Value.Active },
            FundingSourceView.Of, ct);
}
