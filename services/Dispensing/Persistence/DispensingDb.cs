using Microsoft.EntityFrameworkCore;
using Supply.Contracts.Dispensing;
using Supply.Platform.Persistence;
using Supply.Platform.Reference;

namespace Supply.Dispensing.Persistence;

public sealed class DispensingDb(DbContextOptions<DispensingDb> options, Origin origin) : ReferenceDb(options, origin)
{
    public override string Service => "dispensing";

    public DbSet<Prescription> Prescriptions => Set<Prescription>();
    public DbSet<OwedPieces> OwedPieces => Set<OwedPieces>();
    public DbSet<SealingKey> SealingKeys => Set<SealingKey>();
    public DbSet<UnknownCode> UnknownCodes => Set<UnknownCode>();
    public DbSet<DailyReport> DailyReports => Set<DailyReport>();
    public DbSet<CitizenReport> CitizenReports => Set<CitizenReport>();

    protected override void Tables(ModelBuilder model)
    {
        model.MapOpenWeekdays();
        model.Entity<Prescription>(x =>
        {
            x.ToTable("prescriptions", table => table.HasCheckConstraint("ck_prescriptions_status",
                $"status IN ('{PrescriptionStatus.Recorded}', '{PrescriptionStatus.Held}', '{PrescriptionStatus.Voided}')"));
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => new { row.Facility, row.LocalDate, row.Status });
            x.HasIndex(row => new { row.Facility, row.PresentedAt, row.Id });
            x.HasIndex(row => new { row.State, row.PresentedAt, row.Id });
            x.HasIndex(row => new { row.PresentedAt, row.Id });
            x.HasIndex(row => new { row.StatedFacility, row.Facility });
            x.HasIndex(row => new { row.Folio, row.Facility, row.PrescribedOn, row.FolioUse }).IsUnique().HasFilter("folio IS NOT NULL");
            x.HasIndex(row => new { row.Status, row.Id }).HasFilter($"status = '{PrescriptionStatus.Held}'");
            x.HasIndex(row => new { row.Facility, row.PresentedAt, row.Id }, "IX_prescriptions_voided_of_facility")
                .HasFilter($"status = '{PrescriptionStatus.Voided}'");
            x.HasIndex(row => new { row.PresentedAt, row.Id }, "IX_prescriptions_voided")
                .HasFilter($"status = '{PrescriptionStatus.Voided}'");
            x.HasIndex(row => new { row.Facility, row.PresentedAt, row.Id }, "IX_prescriptions_owing").HasFilter("owed > 0");
            x.HasIndex(row => row.Id, "IX_prescriptions_owed_unknown").HasFilter("owed IS NULL");
            x.HasIndex(row => new { row.DuplicateSince, row.Id }).HasFilter("duplicate_since IS NOT NULL");
        });
        model.Entity<OwedPieces>(x =>
        {
            x.ToTable("owed_pieces").HasKey(row => new { row.Prescription, row.Line });
            x.HasIndex(row => new { row.Facility, row.PresentedAt, row.Prescription, row.Line });
            x.HasIndex(row => new { row.Facility, row.Clave, row.PresentedAt, row.Prescription, row.Line });
            x.HasIndex(row => new { row.State, row.PresentedAt, row.Prescription, row.Line });
            x.HasIndex(row => new { row.Clave, row.PresentedAt, row.Prescription, row.Line });
            x.HasIndex(row => new { row.PresentedAt, row.Prescription, row.Line });
            x.HasIndex(row => new { row.StatedFacility, row.Facility });
        });
        model.Entity<SealingKey>().ToTable("sealing_keys").HasIndex(x => x.CreatedAt);
        model.Entity<UnknownCode>(x =>
        {
            x.ToTable("unknown_codes").HasKey(row => new { row.Code, row.Prescription });
            x.HasIndex(row => row.Prescription);
        });
        model.Entity<DailyReport>(x =>
        {
            x.ToTable("daily_reports").HasKey(row => new { row.StatedFacility, row.Date });
            x.HasIndex(row => new { row.Facility, row.Date });
            x.Property(row => row.Version).IsConcurrencyToken();
        });
        model.Entity<CitizenReport>(x =>
        {
            x.ToTable("citizen_reports").Ignore(row => row.Number);
            x.Property(row => row.Version).IsConcurrencyToken();
            x.HasIndex(row => new { row.Facility, row.Folio });
            x.HasIndex(row => new { row.StatedFacility, row.Facility });
            x.HasIndex(row => new { row.State, row.LocalDate });
            x.HasIndex(row => new { row.ReceivedAt, row.Id });
            x.HasIndex(row => row.LocalDate);
            x.HasIndex(row => row.Delivery).HasFilter("delivery IS NOT NULL");
        });
    }
}
