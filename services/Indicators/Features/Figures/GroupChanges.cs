using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;
using Supply.Platform.Persistence;

namespace Supply.Indicators.Features.Figures;

/// <summary>By what the figures of groups change in one transaction, and who of a new one has to report.</summary>
internal sealed class GroupChanges(IndicatorsDb db, FacilitiesInUse places, DateOnly today)
{
    private readonly DateTimeOffset now = db.Origin.Clock.Now();
    private readonly Dictionary<(Family Family, Group Group, Period Period), Change> changes = [];
    private readonly Dictionary<(Family Family, string Period), int> states = []; // more states with an order than before
    private readonly List<(string Item, Exception? Failure)> setAside = [];

    public IReadOnlyList<(string Item, Exception? Failure)> SetAside => setAside;

    /// <summary>
    /// A figure is another than it was. Of a facility's day all three periods of its groups change, of its month or year whether it
    /// reports; of a clave's the same period of its class.
    /// </summary>
    public void Add(Figure row, Contribution before)
    {
        var after = new Contribution(row);
        if (!before.Exists || !before.Equals(after))
        {
            Add(row, before, -1);
            Add(row, after, 1);
        }
    }

    /// <summary>What documents count under a clave or a supplier: more of it on the day, in its month and its year.</summary>
    public void Add(Family family, Group group, DateOnly date, Counts more)
    {
        foreach (var period in Period.Around(date))
        {
            var change = ChangeOf(family, group, period);
            change.Counts = change.Counts.Plus(more);
        }
    }

    /// <summary>Who of the group has to report is computed again, and in a figure that does not exist yet.</summary>
    public void LookAgain(Family family, Group group, Period period) => ChangeOf(family, group, period).LookAgain = true;

    public async Task Save(CancellationToken ct)
    {
        if (changes.Count == 0)
            return;
        // What claves change by, their classes do.
        await Save(changes.Where(x => x.Key.Group.Level == Dimension.Clave).ToList(), ct);
        // The states before the nation, which counts them.
        await Save(changes.Where(x => x.Key.Group.Level != Dimension.Clave)
            .OrderBy(x => x.Key.Group.Level == Dimension.Nation).ToList(), ct);
    }

    private async Task Save(List<KeyValuePair<(Family Family, Group Group, Period Period), Change>> some, CancellationToken ct)
    {
        if (some.Count == 0)
            return;
        var rows = await db.Figures.WithKeys(x => new { x.Family, x.Level, x.Code, x.Period },
                some.Select(x => new { x.Key.Family, x.Key.Group.Level, x.Key.Group.Code, Period = x.Key.Period.Text }))
            .ToDictionaryAsync(x => (x.Family, x.Group, x.Period), ct);
        var claves = some.Where(x => x.Key.Group.Level == Dimension.Clave).Select(x => x.Key.Group.Code);
        var classes = await ReferenceLookup.Load(db, [], claves, ct);
        foreach (var ((family, group, period), change) in some)
        {
            var isNew = !rows.TryGetValue((family, group, period.Text), out var row);
            if (row is null)
                db.Figures.Add(row = Figure.Of(family, group, period));
            try
            {
                var before = new Contribution(row);
                if (group.Level == Dimension.Clave)
                    row.ProductClass = Dimensions.NameOf(classes.ClassOf(group.Code));
                var expected = group.Level.Rule().WholeNationOnly ? default
                    : isNew || change.LookAgain ? (await places.Read(ct)).Expected(family, group, period, today)
                    : (row.Expected, row.ExpectedDays);
                Apply(row, change, expected);
                if (group.Level == Dimension.Clave)
                    Add(row, before);
            }
            catch (OverflowException e)
            {
                var item = $"{family} {group.Level} {group.Code}";
                await UncountedItems.Add(db, UncountedItem.GroupFigures, item, 0, byDate: false, $"{period.Text}: {e.Message}", ct);
                setAside.Add(($"{UncountedItem.GroupFigures} {item}", e));
            }
        }
    }

    private void Apply(Figure row, Change change, (int Facilities, int Days) expected)
    {
        var counts = row.Counts.Plus(change.Counts);
        var states = StateCoverage.Of(row.Family, row.Group, counts, () =>
            row.StatesReporting + this.states.GetValueOrDefault((row.Family, row.Period)));
        if (row.Level == Dimension.State && states.Reporting != row.StatesReporting)
            this.states[(row.Family, row.Period)] =
                this.states.GetValueOrDefault((row.Family, row.Period)) + states.Reporting - row.StatesReporting;
        row.Set(new(counts, new(row.Reporting + change.Reporting, expected.Facilities, row.ReportingDays + change.Days, expected.Days,
            states.Reporting, states.Expected)), now);
    }

    private void Add(Figure row, Contribution x, int sign)
    {
        foreach (var group in x.Groups)
        {
            if (row.Level == Dimension.Clave || row.Grain == Grain.Day)
                foreach (var period in row.Level == Dimension.Clave ? [Period.Of(row.Grain, row.EndsOn)] : Period.Around(row.EndsOn))
                {
                    var change = ChangeOf(row.Family, group, period);
                    change.Counts = sign > 0 ? change.Counts.Plus(x.Counts) : change.Counts.Minus(x.Counts);
                    change.Days += sign * x.ReportingDays;
                }
            if (row.Level == Dimension.Facility)
                ChangeOf(row.Family, group, Period.Of(row.Grain, row.EndsOn)).Reporting += sign * x.Reporting;
        }
    }

    private Change ChangeOf(Family family, Group group, Period period)
    {
        if (!changes.TryGetValue((family, group, period), out var change))
            changes[(family, group, period)] = change = new Change();
        return change;
    }

    private sealed class Change
    {
        public Counts Counts { get; set; } = Counts.Zero;
        public int Days { get; set; }
        public int Reporting { get; set; }
        public bool LookAgain { get; set; }
    }
}
