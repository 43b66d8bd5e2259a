using Supply.Bus;
using Supply.Catalog;
using Supply.Grpc;
using Supply.Platform.Hosting;

return await ServiceProgram.Run(args, new CatalogService(), BusTransport.Transport, GrpcTransport.Transport);
