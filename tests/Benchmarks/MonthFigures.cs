using Supply.Indicators.Domain;
using Supply.Indicators.Features.Facts;
using Supply.Indicators.Persistence;

namespace Supply.Benchmarks;

/// <summary>
/// The running figures as the service would have made them of the month, one prescription after the other; its own rules say what is
/// counted, and <c>rebuild</c> whether these figures are what it would have made.
/// </summary>
internal sealed class MonthFigures(MonthOfPrescriptions month, DateTimeOffset now)
{
    private readonly Dictionary<(Family Family, Group Group, Period Period), Sum> groups = [];
    private readonly Period whole = Period.Of(Grain.Month, month.Month.First);
    private readonly Period year = Period.Of(Grain.Year, month.Month.First);

    public IEnumerable<Figure> Make()
    {
        var versions = month.Facilities.ToDictionary(x => x.Code, x => RecordFacility.RowOf(x).ToVersion(), StringComparer.Ordinal);
        foreach (var days in month.Planned.GroupBy(x => x.Facility.Code))
            foreach (var figure in OfFacility(versions[days.Key], [.. days]))
                yield return figure;
        foreach (var figure in OfClaves())
            yield return figure;
        var places = new FacilityDirectory(versions.Values);
        foreach (var family in Enum.GetValues<Family>())
            foreach (var group in places.Groups)
                foreach (var period in month.Days.Select(x => Period.Of(Grain.Day, x)).Append(whole).Append(year))
                    yield return OfGroup(places, family, group, period);
    }

    private IEnumerable<Figure> OfFacility(FacilityVersion at, List<MonthOfPrescriptions.PlannedDay> days)
    {
        var counts = days.ConvertAll(x => Counts.Sum(x.Kinds.Select(kind => month.Judged[kind].Counts)));
        foreach (var family in at.IsHospital ? (Family[])[Family.Prescriptions, Family.Hospital] : [Family.Prescriptions])
        {
            var reported = 0;
            foreach (var (day, own) in days.Zip(counts))
            {
                var figure = Row(family, at, Period.Of(Grain.Day, day.Date), own, Coverage.OfDay(family, at, day.Date, own, month.Today));
                reported += figure.ReportingDays;
                foreach (var group in figure.Groups())
                    foreach (var period in Period.Around(day.Date))
                        Add(family, group, period, own, figure.ReportingDays);
                yield return figure;
            }
            var (all, history) = (Counts.Sum(counts), new FacilityHistory([at]));
            foreach (var period in (Period[])[whole, year])
                yield return Row(family, at, period, all, Coverage.OfPeriod(family, history, at.Code, period, reported, month.Today));
        }
    }

    private Figure Row(Family family, FacilityVersion at, Period period, Counts counts, Coverage coverage)
    {
        var figure = Figure.Of(family, Group.Facility(at.Code), period);
        figure.Stamp(at.State, at);
        figure.Set(new(counts, coverage), now);
        foreach (var group in figure.Groups())
            Add(family, group, period, Counts.Zero, 0).Reporting += figure.Reporting;
        return figure;
    }

    private Figure OfGroup(FacilityDirectory places, Family family, Group group, Period period)
    {
        var sum = groups.GetValueOrDefault((family, group, period)) ?? new Sum();
        var (expected, expectedDays) = places.Expected(family, group, period, month.Today);
        var states = StateCoverage.Of(family, group, sum.Counts, () => 0);
        var figure = Figure.Of(family, group, period);
        figure.Set(new(sum.Counts, new(sum.Reporting, expected, sum.Days, expectedDays, states.Reporting, states.Expected)), now);
        return figure;
    }

    private IEnumerable<Figure> OfClaves()
    {
        var sums = new Dictionary<(Group Group, Period Period), Counts>();
        foreach (var day in month.Planned.GroupBy(x => x.Date))
            foreach (var kind in day.SelectMany(x => x.Kinds).CountBy(x => x))
                foreach (var (clave, counts) in month.Judged[kind.Key].Parts.All)
                    foreach (var group in (Group[])[clave, Group.Of(MonthOfPrescriptions.ClassOf(clave.Code))])
                        foreach (var period in Period.Around(day.Key))
                            sums[(group, period)] = sums.GetValueOrDefault((group, period), Counts.Zero).Plus(Times(counts, kind.Value));
        foreach (var ((group, period), counts) in sums)
        {
            var figure = Figure.Of(Family.Prescriptions, group, period);
            if (group.Level == Dimension.Clave)
                figure.ProductClass = Dimensions.NameOf(MonthOfPrescriptions.ClassOf(group.Code));
            figure.Set(new(counts, default), now);
            yield return figure;
        }
    }

    private Sum Add(Family family, Group group, Period period, Counts more, int days)
    {
        if (!groups.TryGetValue((family, group, period), out var sum))
            groups[(family, group, period)] = sum = new Sum();
        sum.Counts = sum.Counts.Plus(more);
        sum.Days += days;
        return sum;
    }

    private static Counts Times(Counts counts, int times) =>
        Counts.Of(Enum.GetValues<Counter>().Select(x => (x, counts[x] * times)));

    private sealed class Sum
    {
        public Counts Counts { get; set; } = Counts.Zero;
        public int Days { get; set; }
        public int Reporting { get; set; }
    }
}
