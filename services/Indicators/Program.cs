using Supply.Bus;
using Supply.Indicators;

return await ServiceProgram.Run(args, new IndicatorsService());
