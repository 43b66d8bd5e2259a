namespace Supply.Indicators.Domain;

/// <param name="Counter">How often it was the reason: of <see cref="Judgement.StockUnknown"/> claves, else documents.</param>
public sealed record Exclusion(string Reason, Counter Counter)
{
    /// <summary>Outcomes of the documents of which it leaves out something.</summary>
    public IReadOnlyList<string> Outcomes => Reason == Judgement.StockUnknown ? [Judgement.Complete, Judgement.Incomplete] : [Reason];
}
