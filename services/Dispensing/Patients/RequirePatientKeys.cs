using Microsoft.Extensions.Hosting;

namespace Supply.Dispensing.Patients;

/// <summary>Without keys the service must not start; the command that migrates needs none.</summary>
public sealed class RequirePatientKeys(PatientKeys keys) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        keys.Current > 0 ? Task.CompletedTask : throw new InvalidOperationException("No patient key.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
