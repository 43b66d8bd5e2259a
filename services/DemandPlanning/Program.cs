using Supply.Bus;
using Supply.DemandPlanning;

return await ServiceProgram.Run(args, new DemandPlanningService());
