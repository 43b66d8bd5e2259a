using Supply.Bus;
using Supply.PurchaseOrders;

return await ServiceProgram.Run(args, new PurchaseOrdersService());
