using Supply.Bus;
using Supply.Dispensing;
using Supply.Grpc;
using Supply.Platform.Hosting;

return await ServiceProgram.Run(args, new DispensingService(), BusTransport.Transport, GrpcTransport.Transport);
