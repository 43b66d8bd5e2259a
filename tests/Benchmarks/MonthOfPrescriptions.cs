using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Indicators.Domain;

namespace Supply.Benchmarks;

/// <summary>
/// A month that has ended, in all 32 states: who presented how many prescriptions where and when. They are of a few thousand different
/// kinds, in turn, so that what is counted of one is known for all of its kind; the same in every run.
/// </summary>
internal sealed class MonthOfPrescriptions
{
    /// <summary>A prime, so that the prescriptions of a facility's day are others each day.</summary>
    public const int Kinds = 3_989;

    private const int NationsPrescriptions = 8_000_000; // a month, of as many facilities
    private const int NationsFacilities = 10_486;

    private static readonly string[] unitTypes =
    [
        "RURAL DE 01 NÚCLEO BÁSICO", "RURAL DE 02 NÚCLEOS BÁSICOS", "URBANO DE 03 NÚCLEOS BÁSICOS", "CENTRO AVANZADO", "UNEME", "CAAPS",
    ];

    private static readonly string?[] reasons =
        ["stockOut", "insufficientStock", "stockOut", "clinicalDecision", "patientDeclined", "other", null];

    private readonly string[] claves =
        [.. Enumerable.Range(0, 800).Select(x => x % 8 == 0 ? $"060.{100 + x}.{1000 + x}" : $"010.000.{1000 + x}.00")];

    public MonthOfPrescriptions(int count, DateTimeOffset now)
    {
        Count = count;
        Today = Zones.DateAt(now, "America/Cancun");
        // The last day of it has ended everywhere, and one day more was waited for.
        Month = Month.Of(Month.Of(Today.AddDays(-4)).First.AddDays(-1));
        Days = [.. Enumerable.Range(0, Month.Days).Select(Month.First.AddDays)];
        var places = Math.Clamp((int)((long)count * NationsFacilities / NationsPrescriptions), 64, NationsFacilities);
        Facilities = [.. Enumerable.Range(0, places).Select(Facility)];
        Judged = [.. Enumerable.Range(0, Kinds).Select(x =>
            PrescriptionRule.Judge(Prescription(x, Guid.Empty, Facilities[0], Month.First), facilityKnown: true))];
        Planned = [.. Plan()];
    }

    public int Count { get; }
    public DateOnly Today { get; }
    public Month Month { get; }
    public IReadOnlyList<DateOnly> Days { get; }
    public IReadOnlyList<FacilityPublished> Facilities { get; }

    /// <summary>What each kind is to the figures, by the service's own rule.</summary>
    public IReadOnlyList<Judgement> Judged { get; }

    /// <summary>Days of facilities, one day of all after the other.</summary>
    public IReadOnlyList<PlannedDay> Planned { get; }

    /// <summary>All that the catalogue tells.</summary>
    public IEnumerable<object> Catalogue => Facilities.Concat<object>(claves.Select(x => new ItemPublished(
        x, 1, At(Month.First.AddDays(-60)), At(Month.First.AddDays(-60)), Month.First.AddDays(-60), $"Medicamento {x}",
        Dimensions.NameOf(ClassOf(x)), "E")));

    /// <param name="First">Number of its first prescription, from 0.</param>
    public readonly record struct PlannedDay(FacilityPublished Facility, DateOnly Date, long First, int Count)
    {
        public IEnumerable<int> Kinds
        {
            get
            {
                for (var i = 0; i < Count; i++)
                    yield return (int)((First + i) % MonthOfPrescriptions.Kinds);
            }
        }
    }

    public static ProductClass ClassOf(string clave) => ProductClasses.Of(Clave.Stored(clave));

    /// <summary>One of the kind, presented in the morning of the capital, an hour at most after nine.</summary>
    public PrescriptionChanged Prescription(int kind, Guid id, FacilityPublished facility, DateOnly date)
    {
        var (random, at) = (new Random(kind), At(date).AddSeconds(kind % 3600));
        List<PrescriptionLine> lines = [];
        List<DeliveredLine> delivered = [];
        for (var i = 0; i <= kind % 4; i++)
        {
            var (clave, prescribed) = (claves[(random.Next(200) * 4) + i], random.Next(20) == 0 ? 0 : random.Next(1, 4));
            var given = prescribed > 0 && random.Next(10) == 0 ? random.Next(prescribed) : prescribed;
            lines.Add(new(lines.Count + 1, clave, prescribed, given,
                Reason: given < prescribed ? reasons[random.Next(reasons.Length)] : null));
            if (given == prescribed)
                continue;
            var (number, missing, how) = (lines.Count, prescribed - given, random.Next(3));
            if (how == 0)
                lines.Add(new(number + 1, claves[random.Next(claves.Length)], 0, missing, SubstituteFor: number));
            else if (how == 1)
                delivered.Add(new(number, missing));
        }
        return new(
            id, 1, at, at.AddMinutes(1), date, "America/Mexico_City", facility.Code, facility.State,
            kind % 33 == 1 ? PrescriptionKind.Collective : PrescriptionKind.Individual,
            kind % 50 == 0 ? PrescriptionStatus.Voided : PrescriptionStatus.Recorded, date, lines,
            delivered.Count == 0 ? null : [new(Guid.AllBitsSet, at.AddHours(3), date, delivered)],
            kind % 101 == 2 ? ["010.000.9999.00"] : null, PossibleDuplicate: kind % 97 == 3, Folio: $"F-{kind:000000}");
    }

    /// <summary>Such as nobody has told of, and that count, of as many facilities and days as can be.</summary>
    public List<PrescriptionChanged> Late(int count)
    {
        var counted = Enumerable.Range(0, Kinds).Where(x => Judged[x].IsCounted).ToList();
        return [.. Enumerable.Range(0, count).Select(x => Prescription(
            counted[x * 31 % counted.Count], Guid.CreateVersion7(), Facilities[x * 7 % Facilities.Count], Days[x % Days.Count]))];
    }

    private static DateTimeOffset At(DateOnly date) => new(date, new TimeOnly(15, 0), TimeSpan.Zero);

    private static bool IsHospital(FacilityPublished x) => x.Kind == FacilityKind.Hospital;

    private FacilityPublished Facility(int x)
    {
        var (state, since) = (FederalState.All[x % FederalState.All.Count], Month.First.AddDays(-60));
        var kind = ((x + (x / 32)) % 20) switch { 0 => FacilityKind.Hospital, 1 => FacilityKind.MobileUnit, _ => FacilityKind.HealthUnit };
        var isHospital = kind == FacilityKind.Hospital;
        return new(
            $"{state.Prefix}IMB{800_000 + x}", 1, At(since), At(since), since, since, $"Unidad {x}", state.Code, kind,
            "America/Mexico_City", CareLevel: isHospital ? x % 7 == 0 ? 3 : 2 : 1,
            UnitType: isHospital ? "HOSPITAL GENERAL" : unitTypes[x % unitTypes.Length], Rural: isHospital ? null : x % 3 == 0,
            OpenWeekdays: kind == FacilityKind.HealthUnit ? [1, 2, 3, 4, 5, 6] : null);
    }

    // A hospital has five times as many as another unit, which has few on Sundays.
    private IEnumerable<PlannedDay> Plan()
    {
        var weights = Days.SelectMany(day => Facilities.Select((x, i) => (Day: day, Facility: x,
            Weight: IsHospital(x) ? 100L : day.DayOfWeek == DayOfWeek.Sunday ? i % 10 == 0 ? 2 : 0 : 20))).ToList();
        var (total, before) = (weights.Sum(x => x.Weight), 0L);
        foreach (var (day, facility, weight) in weights)
        {
            var first = Count * before / total;
            before += weight;
            var next = Count * before / total;
            if (next > first)
                yield return new(facility, day, first, (int)(next - first));
        }
    }
}
