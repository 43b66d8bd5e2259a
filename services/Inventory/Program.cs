using Supply.Bus;
using Supply.Inventory;

return await ServiceProgram.Run(args, new InventoryService());
