using Supply.Bus;
using Supply.Grpc;
using Supply.Inventory;
using Supply.Platform.Hosting;

return await ServiceProgram.Run(args, new InventoryService(), BusTransport.Transport, GrpcTransport.Transport);
