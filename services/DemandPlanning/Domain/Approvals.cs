namespace Supply.DemandPlanning.Domain;

/// <summary>Who has approved so far.</summary>
public sealed record Approvals(string? MedicalBy, string? AdministrativeBy)
{
    public const string Medical = "medical";
    public const string Administrative = "administrative";

    public bool Complete => MedicalBy is not null && AdministrativeBy is not null;

    /// <summary>
    /// The approvals with this one. Two sides, two people, neither of whom wrote the demand:
    /// <c>planning.side</c>, <c>planning.approver-is-author</c>, <c>planning.same-approver</c>. A side that is approved stays as it is.
    /// </summary>
    public Outcome<Approvals> With(string? side, string subject, IReadOnlyCollection<string> authors)
    {
        if (side is not (Medical or Administrative))
            return Refusals.Side("side");
        var (own, other) = side == Medical ? (MedicalBy, AdministrativeBy) : (AdministrativeBy, MedicalBy);
        if (own is not null)
            return this;
        if (authors.Contains(subject))
            return Refusals.ApproverIsAuthor();
        if (other == subject)
            return Refusals.SameApprover();
        return side == Medical ? this with { MedicalBy = subject } : this with { AdministrativeBy = subject };
    }
}
