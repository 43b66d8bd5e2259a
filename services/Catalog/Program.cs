using Supply.Bus;
using Supply.Catalog;

return await ServiceProgram.Run(args, new CatalogService());
