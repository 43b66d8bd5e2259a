using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.PurchaseOrders.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StatedCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "stated_destination",
                table: "supply_orders",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "stated_source",
                table: "supply_orders",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "current_facility",
                table: "positions",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "stated_place",
                table: "deliveries",
                maxLength: 11,
                nullable: false,
                defaultValue: "");

            // What is known of replaced codes already is followed from here, as any change.
            migrationBuilder.Sql("UPDATE supply_orders SET stated_source = source_id, stated_destination = destination");
            migrationBuilder.Sql("UPDATE deliveries SET stated_place = place");
            migrationBuilder.Sql("UPDATE positions SET current_facility = facility");
            migrationBuilder.Sql("UPDATE code_changes SET due_at = 0, sweeps = 0, finished_at = NULL");

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_stated_destination",
                table: "supply_orders",
                column: "stated_destination");

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_stated_source",
                table: "supply_orders",
                column: "stated_source");

            migrationBuilder.CreateIndex(
                name: "IX_positions_current_facility_clave",
                table: "positions",
                columns: new[] { "current_facility", "clave" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_stated_place",
                table: "deliveries",
                column: "stated_place");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_supply_orders_stated_destination",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_stated_source",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_positions_current_facility_clave",
                table: "positions");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_stated_place",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "stated_destination",
                table: "supply_orders");

            migrationBuilder.DropColumn(
                name: "stated_source",
                table: "supply_orders");

            migrationBuilder.DropColumn(
                name: "current_facility",
                table: "positions");

            migrationBuilder.DropColumn(
                name: "stated_place",
                table: "deliveries");
        }
    }
}
