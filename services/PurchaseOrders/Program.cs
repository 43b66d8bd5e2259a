using Supply.Bus;
using Supply.Grpc;
using Supply.Platform.Hosting;
using Supply.PurchaseOrders;

return await ServiceProgram.Run(args, new PurchaseOrdersService(), BusTransport.Transport, GrpcTransport.Transport);
