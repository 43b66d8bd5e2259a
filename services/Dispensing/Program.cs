using Supply.Bus;
using Supply.Dispensing;

return await ServiceProgram.Run(args, new DispensingService());
