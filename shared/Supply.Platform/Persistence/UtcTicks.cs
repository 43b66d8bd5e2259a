using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Supply.Platform.Persistence;

/// <summary>Instants as ticks of UTC: every provider compares them alike.</summary>
internal sealed class UtcTicks() :
    ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
