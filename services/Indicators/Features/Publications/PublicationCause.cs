namespace Supply.Indicators.Features.Publications;

/// <summary>Why a figure was published, as numbers of documents.</summary>
/// <param name="FirstClose">1: the period was closed; nothing was published of it before.</param>
/// <param name="Late">Documents of the figure that nobody had told of when it was published before.</param>
/// <param name="Corrected">Documents with a newer version, those that it took into the figure or out of it too.</param>
/// <param name="Voided">Documents that have been voided, rejected or cancelled before approval since.</param>
/// <param name="Catalogue">Versions of facilities of the group, changed codes, and changed product classes of claves, since.</param>
public sealed record PublicationCause(int FirstClose, long Late, long Corrected, long Voided, long Catalogue);
