using System.Text;
using Microsoft.AspNetCore.Http;
using Supply.Indicators.Domain;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

/// <summary>Rows as a CSV file, written as they are read. It begins with a byte order mark, so that spreadsheets see the accents.</summary>
internal sealed class CsvTable(string name, string header, IAsyncEnumerable<object?[]> rows) : IResult
{
    /// <summary>Refuses with <c>request.format</c>. Where the parameter is absent the <c>Accept</c> header decides.</summary>
    public static Outcome<bool> IsAsked(HttpRequest request, string? format) => format switch
    {
        "csv" => true,
        "json" => false,
        null => request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase),
        _ => Refusals.Format(),
    };

    public const string FigureHeader =
        "indicator,period,level,code,status,value,numerator,denominator,excluded,facilities_reporting,facilities_expected,"
        + "days_reporting,days_expected,target,final,rule,as_of,stands_still_since,set_aside,parked";

    public static object?[] Row(FigureView x) =>
    [
        x.Indicator, x.Period, x.Level.Rule().Name, x.Code, x.Status, x.Value, x.Numerator,
            x.Denominator,
        x.Excluded.Sum(e => e.Count), x.Coverage.Facilities.Reporting, x.Coverage.Facilities.Expected, x.Coverage.FacilityDays.Reporting,
        x.Coverage.FacilityDays.Expected, x.Target, x.Final, x.Rule, x.AsOf, x.StandsStillSince, x.SetAside, x.Parked,
    ];

    public const string BreakdownHeader = FigureHeader
        + ",name,against_period,against_value,against_numerator,against_denominator,against_facilities_reporting,"
        + "against_facilities_expected,against_days_reporting,against_days_expected,change";

    public static object?[] BreakdownRow(FigureView x) =>
    [
        .. Row(x), x.Name, x.Against?.Period, x.Against?.Value, x.Against?.Numerator, x.Against?.Denominator,
        x.Against?.Coverage.Facilities.Reporting, x.Against?.Coverage.Facilities.Expected, x.Against?.Coverage.FacilityDays.Reporting,
        x.Against?.Coverage.FacilityDays.Expected, x.Change,
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        await using var writer = new StreamWriter(response.Body, encoding, 1 << 14, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(header);
        await foreach (var row in rows.WithCancellation(httpContext.RequestAborted))
            await writer.WriteLineAsync(CsvText.Row(row));
    }
}
