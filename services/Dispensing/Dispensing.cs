using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supply.Contracts.Catalog;
using Supply.Contracts.Dispensing;
using Supply.Dispensing.Domain;
using Supply.Dispensing.Features.Batch;
using Supply.Dispensing.Features.Citizens;
using Supply.Dispensing.Features.CodeChanges;
using Supply.Dispensing.Features.Deliveries;
using Supply.Dispensing.Features.Held;
using Supply.Dispensing.Features.Prescriptions;
using Supply.Dispensing.Features.Reports;
using Supply.Dispensing.Features.Feeds;
using Supply.Dispensing.Features.Sealing;
using Supply.Dispensing.Features.Verification;
using Supply.Dispensing.Patients;
using Supply.Dispensing.Persistence;
using Supply.Platform.Hosting;
using Supply.Platform.Http;
using Supply.Platform.Operations;
using Supply.Platform.Reference;
using Supply.Platform.Feeds;

namespace Supply.Dispensing;

/// <summary>Prescriptions, what was asked for and what was given.</summary>
public sealed class DispensingService() : SupplyService<DispensingDb>("dispensing")
{
    protected override void Routes(RouteGroupBuilder api)
    {
        api.MapRecordPrescription(); // PUT  /prescriptions/{id}: pharmacy
        api.MapGetSealingKey();      // GET  /sealing-key: pharmacy
        api.MapRecordBatch();        // POST /prescriptions/batch: pharmacy
        api.MapGetPrescription();    // GET  /prescriptions/{id}: pharmacy, state, central, auditor
        api.MapListPrescriptions();  // GET  /prescriptions: pharmacy, state, central, auditor
        api.MapSummarisePrescriptions(); // GET /prescriptions/summary: pharmacy, state, central, auditor
        api.MapListOwed();           // GET  /owed: pharmacy, state, central, auditor
        api.MapVoidPrescription();   // PUT  /prescriptions/{id}/void: pharmacy, state
        api.MapRecordDelivery();     // PUT  /prescriptions/{id}/deliveries/{delivery}: pharmacy
        api.MapGetDelivery();        // GET  /prescriptions/{id}/deliveries/{delivery}: pharmacy, state, central, auditor
        api.MapReverseDelivery();    // PUT  /prescriptions/{id}/deliveries/{delivery}/reversal: pharmacy, state
        api.MapListHeld();           // GET  /held: pharmacy, state, central, auditor
        api.MapAcceptHeld();         // POST /held/{id}/accept: pharmacy, state, central
        api.MapListDuplicates();     // GET  /duplicates: pharmacy, state, central, auditor
        api.MapListDailyReports();   // GET  /reports/{facility}: pharmacy, state, central, auditor
        api.MapPutDailyReport();     // PUT  /reports/{facility}/{date}: pharmacy, state

        api.MapListCitizenReports();      // GET /citizen-reports: pharmacy, state, central, auditor
        api.MapAnswerCitizenReport();     // PUT /citizen-reports/{id}/answer: pharmacy
        api.MapSummariseCitizenReports(); // GET /citizen-reports/summary: all
    }

    protected override void PublicRoutes(RouteGroupBuilder open)
    {
        open.MapReceiveReport(); // POST /public/reports: anybody
    }

    protected override void Handlers(HandlerList<DispensingDb> on)
    {
        on.KeepItems().KeepFacilities();
        on.On<ItemPublished, VerifyWhenItemPublished>("verify-when-item-published");
        on.On<FacilityPublished, VerifyWhenFacilityPublished>("verify-when-facility-published");
        on.On<VerificationContinued, ContinueVerification>("continue-verification");
    }

    protected override void CodeChanges(CodeChangeList<DispensingDb> on) => on
        .Follow<FollowPrescriptions>()
        .Rows(db => db.OwedPieces, x => x.StatedFacility, x => x.Facility, x => x.State)
        .Rows(db => db.DailyReports, x => x.StatedFacility, x => x.Facility, x => x.State)
        .Rows(db => db.CitizenReports, x => x.StatedFacility, x => x.Facility, x => x.State);

    protected override void Jobs(JobList<DispensingDb> jobs)
    {
        jobs.Add<VerifyPrescriptions>("verify-prescriptions", "30 * * * * ?", atStart: true);
        jobs.Add<WriteDownOwed>("write-down-owed", "45 * * * * ?", atStart: true);
        jobs.Add<RenewSealingKeys>("renew-sealing-keys", "0 57 0 * * ?", atStart: true);
        jobs.Add<PruneCitizenReports>("prune-citizen-reports", "0 55 0 * * ?");
    }

    protected override void Feeds(FeedList feeds) => feeds
        .Offer<ReplayPrescriptions>(Feed.Prescriptions)
        .Offer<ReplayDailyReports>(Feed.DailyReports);

    protected override Task<IReadOnlyList<ToDoCount>> ToDo(DispensingDb db, Caller caller, CancellationToken ct) =>
        CountPrescriptionsToDo.Of(db, caller, ct);

    protected override void Services(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new PresentationWindow(
            configuration.GetValue("Dispensing:MaxAgeDays", PresentationWindow.DefaultMaxAgeDays)));
        services.AddSingleton(_ => PatientKeys.From(configuration));
        services.AddSingleton<IHostedService, RequirePatientKeys>();
    }
}
