using Microsoft.EntityFrameworkCore;
using Supply.Indicators.Domain;
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
    /// A facility's figure is another than it was: of a day all three periods change, of a month or year whether it reports.
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

    /// <summary>Who of the group has to report is computed again, and in a figure that does not exist yet.</summary>
    public void LookAgain(Family family, Group group, Period period) => ChangeOf(family, group, period).LookAgain = true;

    public async Task Save(CancellationToken ct)
    {
        if (changes.Count == 0)
            return;
        var rows = await db.Figures.WithKeys(x => new { x.Family, x.Level, x.Code, x.Period },
                changes.Keys.Select(x => new { x.Family, x.Group.Level, x.Group.Code, Period = x.Period.Text }))
            .ToDictionaryAsync(x => (x.Family, x.Group, x.Period), ct);
        // The states before the nation, which counts them.
        foreach (var ((family, group, period), change) in changes.OrderBy(x => x.Key.Group.Level == Level.Nation))
        {
            var isNew = !rows.TryGetValue((family, group, period.Text), out var row);
            if (row is null)
                db.Figures.Add(row = Figure.Of(family, group, period));
            try
            {
                var expected = isNew || change.LookAgain ? (await places.Read(ct)).Expected(family, group, period, today)
                    : (row.Expected, row.ExpectedDays);
                Apply(row, change, expected);
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
        if (row.Level == Level.State && states.Reporting != row.StatesReporting)
            this.states[(row.Family, row.Period)] =
                this.states.GetValueOrDefault((row.Family, row.Period)) + states.Reporting - row.StatesReporting;
        row.Set(new(counts, new(row.Reporting + change.Reporting, expected.Facilities, row.ReportingDays + change.Days, expected.Days,
            states.Reporting, states.Expected)), now);
    }

    private void Add(Figure row, Contribution x, int sign)
    {
        foreach (var group in x.Groups)
        {
            if (row.Grain == Grain.Day)
                foreach (var period in Period.Around(row.EndsOn))
                {
                    var change = ChangeOf(row.Family, group, period);
                    change.Counts = sign > 0 ? change.Counts.Plus(x.Counts) : change.Counts.Minus(x.Counts);
                    change.Days += sign * x.ReportingDays;
                }
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
