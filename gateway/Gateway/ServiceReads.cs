using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Supply.Platform.Http;
using Supply.Platform.Messaging;
using Supply.Platform.Operations;
using Supply.Platform.Persistence;
using Yarp.ReverseProxy;

namespace Supply.Gateway;

/// <summary>What the gateway's own reads ask of a service, with the caller's token. Null: no copy of it answered.</summary>
internal sealed class ServiceReads(IProxyStateLookup proxy)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    public Task<Page<AuditOperations.AuditView>?> Audit(
        string service, AuditQuery asked, int size, HttpContext http, CancellationToken ct) =>
        Get<Page<AuditOperations.AuditView>>(service, QueryHelpers.AddQueryString("ops/audit", Parameters(asked, size)), http, ct);

    public async Task<IReadOnlyList<ToDoCount>?> ToDo(string service, HttpContext http, CancellationToken ct) =>
        (await Get<Page<ToDoCount>>(service, "todo", http, ct))?.Items;

    private async Task<T?> Get<T>(string service, string path, HttpContext http, CancellationToken ct) where T : class
    {
        if (!proxy.TryGetCluster(service, out var cluster))
            return null;
        using var within = CancellationTokenSource.CreateLinkedTokenSource(ct);
        within.CancelAfter(patience);
        foreach (var copy in cluster.DestinationsState.AllDestinations.OrderByDescending(x => x.MayServe()))
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri(new Uri(copy.Model.Config.Address), $"{service}/{path}"));
            request.Headers.TryAddWithoutValidation("Authorization", http.Request.Headers.Authorization.ToString());
            request.Headers.Add("X-Correlation-Id", http.Features.Get<Origin>()!.CorrelationId.ToString());
            try
            {
                using var answer = await cluster.Model.HttpClient.SendAsync(request, within.Token);
                if (answer.IsSuccessStatusCode)
                    return await answer.Content.ReadFromJsonAsync<T>(MessageJson.Options, within.Token);
            }
            catch (Exception e) when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // the next copy, while there is time
            }
        }
        return null;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Parameters(AuditQuery asked, int size)
    {
        yield return new("newest", "true");
        yield return new("limit", size.ToString(CultureInfo.InvariantCulture));
        if (asked.Document is { } document)
            yield return new("document", document);
        if (asked.Subject is { } subject)
            yield return new("subject", subject);
        if (asked.From is { } from)
            yield return new("from", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (asked.To is { } to)
            yield return new("to", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (asked.After is { } after)
            yield return new("after", after.ToString());
    }
}
