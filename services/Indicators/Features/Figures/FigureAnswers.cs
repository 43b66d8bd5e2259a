using Microsoft.Extensions.DependencyInjection;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;
using Supply.Platform.Http;

namespace Supply.Indicators.Features.Figures;

/// <summary>Figures as they are answered, read once for all pages and walls that ask for the same one at the same time.</summary>
internal sealed class FigureAnswers(IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly SharedReads<(string Indicator, Group Group, DateTimeOffset? AsOf, string Period), Outcome<ETagAnswer>> reads = new();

    public Task<Outcome<ETagAnswer>> Get(FigureQuery asked, Period period) =>
        reads.Get((asked.Indicator.Code, asked.Group, asked.AsOf, period.Text), async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<IndicatorsDb>();
            return (await GetFigure.Read(db, asked, period, Refresh.Today(clock), default)).Refused(out var why, out var figure) ? why
                : ETagAnswer.Of(figure);
        });
}
