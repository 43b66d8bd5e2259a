using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>Marks collected in one transaction and written once each.</summary>
internal sealed class StaleFigures(IndicatorsDb db)
{
    private readonly HashSet<(Family Family, Group Group, DateOnly Day)> wanted = [];

    public void Add(Group group, DateOnly day)
    {
        foreach (var family in Enum.GetValues<Family>())
            Add(family, group, day);
    }

    public void Add(Family family, Group group, DateOnly day) => wanted.Add((family, group, day));

    /// <summary>Every day that has a figure of the nation, and today: a group in which nobody reported is expected too.</summary>
    public async Task AddDaysOf(Group group, DateOnly today, CancellationToken ct)
    {
        if (group.Level == Level.Nation)
            return;
        var days = await db.Figures.AsNoTracking().Where(x => x.Level == Level.Nation && x.Grain == Grain.Day)
            .Select(x => x.EndsOn).Distinct().ToListAsync(ct);
        foreach (var day in days.Append(today))
            Add(group, day);
    }

    public static int StageOf(Level level) => level switch { Level.Facility => 0, Level.Nation => 2, _ => 1 };

    public async Task Save(CancellationToken ct)
    {
        foreach (var chunk in wanted.Chunk(200))
        {
            var (codes, days) = (chunk.Select(x => x.Group.Code).Distinct().ToArray(), chunk.Select(x => x.Day).Distinct().ToArray());
            await db.StaleGroupDays.Where(x => codes.Contains(x.Code) && days.Contains(x.Day)).LoadAsync(ct);
            var known = db.StaleGroupDays.Local.ToDictionary(x => (x.Family, Group: new Group(x.Level, x.Code), x.Day));
            foreach (var (family, group, day) in chunk)
            {
                if (!known.TryGetValue((family, group, day), out var mark))
                    db.StaleGroupDays.Add(mark = new StaleGroupDay { Stage = StageOf(group.Level), Family = family, Level = group.Level,
                        Code = group.Code, Day = day });
                mark.Changes++;
            }
        }
        wanted.Clear();
    }
}
