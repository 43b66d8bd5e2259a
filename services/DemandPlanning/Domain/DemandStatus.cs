namespace Supply.DemandPlanning.Domain;

/// <summary>The life of one version of a period's demand. Any change of its lines before publication leads back to draft or
/// requested.</summary>
public static class DemandStatus
{
    /// <summary>A new version that is still being copied from the published one; nobody reads or changes it.</summary>
    public const string Opening = "opening";

    public const string Draft = "draft";
    public const string Requested = "requested";
    public const string Analysed = "analysed";
    public const string Approved = "approved";
    public const string Published = "published";
}
