using Supply.Bus;
using Supply.DemandPlanning;
using Supply.Grpc;
using Supply.Platform.Hosting;

return await ServiceProgram.Run(args, new DemandPlanningService(), BusTransport.Transport, GrpcTransport.Transport);
