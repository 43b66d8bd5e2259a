using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Contracts.Inventory;
using Supply.Contracts.PurchaseOrders;
using Supply.Indicators.Domain;
using Supply.Platform.Messaging;

namespace Supply.Indicators.Persistence;

/// <summary>
/// Where and when a parked message would count, as far as it can be read, so that figures say what they may lack. Stored with the
/// message; without it the row says nothing, and goes with the next refresh of the figures.
/// </summary>
public sealed class ParkedFact
{
    private static readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal)
    {
        [typeof(PrescriptionChanged).FullName!] = DocumentKind.Prescription,
        [typeof(DailyReportMade).FullName!] = DocumentKind.Report,
        [typeof(SupplyOrderChanged).FullName!] = DocumentKind.Order,
        [typeof(StockPositionChanged).FullName!] = DocumentKind.Stock,
        [typeof(StockOutDaysChanged).FullName!] = DocumentKind.Stock,
        [typeof(FacilityPublished).FullName!] = DocumentKind.Facility,
        [typeof(ItemPublished).FullName!] = DocumentKind.Item,
    };

    public required Guid MessageId { get; init; }
    [MaxLength(100)] public required string Handler { get; init; }

    /// <summary>As in <see cref="DocumentKind"/>; empty: no figure is made of it.</summary>
    [MaxLength(20)] public required string Kind { get; init; }

    /// <summary>Null: it may be any.</summary>
    [MaxLength(11)] public string? Facility { get; init; }

    /// <summary>Null: it may be any.</summary>
    [MaxLength(2)] public string? State { get; init; }

    /// <summary>Null: it may be any, above all where the one that it says cannot be.</summary>
    public DateOnly? LocalDate { get; init; }

    public static ParkedFact Of(ParkedMessage message, DateOnly today)
    {
        var kind = kinds.GetValueOrDefault(message.Type, "");
        var (facility, state, date) = Read(message.Body, kind, today);
        return new()
        {
            MessageId = message.MessageId, Handler = message.Handler, Kind = kind, Facility = facility, State = state, LocalDate = date,
        };
    }

    private static (string? Facility, string? State, DateOnly? Date) Read(byte[] body, string kind, DateOnly today)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (kind is "" or DocumentKind.Item || json.RootElement.ValueKind != JsonValueKind.Object)
                return default;
            var members = json.RootElement.EnumerateObject().Where(x => x.Value.ValueKind == JsonValueKind.String)
                .GroupBy(x => x.Name, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(x => x.Key, x => x.Last().Value.GetString(), StringComparer.OrdinalIgnoreCase);
            var place = kind switch { DocumentKind.Order => "destination", DocumentKind.Facility => "code", _ => "facility" };
            var known = !FacilityCode.Parse(members.GetValueOrDefault(place)).Refused(out _, out var facility);
            var state = known ? facility.State.Code : FederalState.WithCode(members.GetValueOrDefault("state"))?.Code;
            var dated = DateOnly.TryParseExact(members.GetValueOrDefault("localDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var date) && kind is not (DocumentKind.Facility or DocumentKind.Stock)
                && date >= CountedDates.Earliest && date <= CountedDates.Latest(today);
            return (known ? facility.Value : null, state, dated ? date : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default; // bytes that are no JSON, or half a character
        }
    }
}
