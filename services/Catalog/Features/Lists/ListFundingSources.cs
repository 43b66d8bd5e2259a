using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supply.Catalog.Persistence;
using Supply.Platform.Http;

namespace Supply.Catalog.Features.Lists;

public static class ListFundingSources
{
    public static void MapListFundingSources(this IEndpointRouteBuilder catalog) => catalog.MapGet("/funding-sources", Handle)
        .WithSummary("Funding sources by code.")
        .Allow(Scope.Nation, Roles.All);

    private static Task<Reply<Page<FundingSourceView>>> Handle(string? after, int? limit, CatalogDb db, CancellationToken ct) =>
        ListEntries.List<FundingSource, FundingSourceView>(db, after, limit, FundingSourceView.Of, x => x.Code, ct);
}
