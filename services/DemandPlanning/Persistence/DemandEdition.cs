using System.ComponentModel.DataAnnotations;
using Supply.DemandPlanning.Domain;
using Supply.Platform.Messaging;

namespace Supply.DemandPlanning.Persistence;

/// <summary>One version of the demand of a period. Once published it never changes; a change is the next edition.</summary>
public sealed class DemandEdition
{
    [MaxLength(20)] public required string Period { get; init; }

    /// <summary>1, 2, 3, ...</summary>
    public required int Edition { get; init; }

    /// <summary>The ETag.</summary>
    public int Version { get; set; }

    /// <summary>The first month, year * 100 + month.</summary>
    public required int From { get; set; }

    public required int Months { get; set; }

    /// <summary>The CPM-based quantity is less what is in stock and on its way.</summary>
    public bool Net { get; set; }

    [MaxLength(10)] public required string Status { get; set; }

    /// <summary>JSON array: who wrote it, and so may not approve it.</summary>
    public byte[] Authors { get; set; } = MessageJson.Write(Array.Empty<string>());

    /// <summary>The run that the CPM-based quantities come from.</summary>
    public Guid? CpmRun { get; set; }

    /// <summary>Facilities that the run could not compute: they are not in the CPM-based quantities.</summary>
    public int CpmSetAside { get; set; }

    public string? AnalysedBy { get; set; }
    public string? MedicalBy { get; set; }
    public string? AdministrativeBy { get; set; }
    public string? PublishedBy { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }

    public bool TakesRequests => Status is DemandStatus.Draft or DemandStatus.Requested;

    /// <summary>Null, or why nobody may change it: <c>planning.published</c>, <c>planning.opening</c>.</summary>
    public Refusal? Closed => Status switch
    {
        DemandStatus.Published => Refusals.Published(),
        DemandStatus.Opening => Refusals.Opening(),
        _ => null,
    };

    /// <summary>The content is another: who changed it is an author, and what was analysed or approved was something else.</summary>
    public void Changed(string subject, bool hasRequests)
    {
        var authors = MessageJson.Read<string[]>(Authors);
        if (!authors.Contains(subject))
            Authors = MessageJson.Write<string[]>([.. authors, subject]);
        Status = hasRequests ? DemandStatus.Requested : DemandStatus.Draft;
        (AnalysedBy, MedicalBy, AdministrativeBy) = (null, null, null);
        Version++;
    }
}
