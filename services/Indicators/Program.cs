using Supply.Bus;
using Supply.Grpc;
using Supply.Indicators;
using Supply.Platform.Hosting;

return await ServiceProgram.Run(args, new IndicatorsService(), BusTransport.Transport, GrpcTransport.Transport);
