using Supply.Contracts.Catalog;
using Supply.Platform.Hosting;

namespace Supply.Platform.Reference;

/// <summary>The parts of the catalogue of which a service keeps a copy: those that it reads, named in its list of handlers.</summary>
public static class CatalogueHandlers
{
    public static HandlerList<TDb> KeepItems<TDb>(this HandlerList<TDb> on) where TDb : ReferenceDb =>
        on.On<ItemPublished, KeepItem<TDb>>("keep-item");

    /// <summary>Every service needs them: a facility's code may change.</summary>
    public static HandlerList<TDb> KeepFacilities<TDb>(this HandlerList<TDb> on) where TDb : ReferenceDb =>
        on.On<FacilityPublished, KeepFacility<TDb>>("keep-facility");

    public static HandlerList<TDb> KeepBuyers<TDb>(this HandlerList<TDb> on) where TDb : ReferenceDb =>
        on.On<BuyerPublished, KeepBuyer<TDb>>("keep-buyer");

    public static HandlerList<TDb> KeepFormularies<TDb>(this HandlerList<TDb> on) where TDb : ReferenceDb =>
        on.On<FormularyPublished, KeepFormulary<TDb>>("keep-formulary");

    /// <summary>The service's tables have them too: <see cref="CatalogueLists.MapFundingSources"/>.</summary>
    public static HandlerList<TDb> KeepFundingSources<TDb>(this HandlerList<TDb> on) where TDb : ReferenceDb =>
        on.On<FundingSourcePublished, KeepFundingSource<TDb>>("keep-funding-source");

    /// <summary>The service's tables have them too: <see cref="CatalogueLists.MapLocations"/>.</summary>
    public static HandlerList<TDb> KeepLocations<TDb>(this HandlerList<TDb> on) where TDb : ReferenceDb =>
        on.On<LocationPublished, KeepLocation<TDb>>("keep-location");
}
