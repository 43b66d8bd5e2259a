using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.PurchaseOrders.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class NumbersAndLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_awards_clave_supplier",
                table: "awards");

            migrationBuilder.AddColumn<string>(
                name: "number",
                table: "supply_orders",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "priority_key",
                table: "supply_order_lines",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "priority_months",
                table: "supply_order_lines",
                precision: 18,
                scale: 4,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    series = table.Column<string>(maxLength: 32, nullable: false),
                    last = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series", x => x.series);
                });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_number",
                table: "supply_orders",
                column: "number",
                unique: true,
                filter: "number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_open_issue_key",
                table: "supply_orders",
                columns: new[] { "open", "issue_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_source_id_open_priority_key",
                table: "supply_orders",
                columns: new[] { "source_id", "open", "priority_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_state_open_issue_key",
                table: "supply_orders",
                columns: new[] { "state", "open", "issue_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_order_lines_clave_priority_key",
                table: "supply_order_lines",
                columns: new[] { "clave", "priority_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_order_lines_priority_key",
                table: "supply_order_lines",
                column: "priority_key");

            migrationBuilder.CreateIndex(
                name: "IX_awards_clave_valid_to_id",
                table: "awards",
                columns: new[] { "clave", "valid_to", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_supplier_valid_to_id",
                table: "awards",
                columns: new[] { "supplier", "valid_to", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_awards_valid_to_id",
                table: "awards",
                columns: new[] { "valid_to", "id" });

            // prioritise-orders gives the lines of the open ones their priorities
            migrationBuilder.Sql("UPDATE supply_orders SET priority_mark = priority_mark + 1;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_number",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_open_issue_key",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_source_id_open_priority_key",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_orders_state_open_issue_key",
                table: "supply_orders");

            migrationBuilder.DropIndex(
                name: "IX_supply_order_lines_clave_priority_key",
                table: "supply_order_lines");

            migrationBuilder.DropIndex(
                name: "IX_supply_order_lines_priority_key",
                table: "supply_order_lines");

            migrationBuilder.DropIndex(
                name: "IX_awards_clave_valid_to_id",
                table: "awards");

            migrationBuilder.DropIndex(
                name: "IX_awards_supplier_valid_to_id",
                table: "awards");

            migrationBuilder.DropIndex(
                name: "IX_awards_valid_to_id",
                table: "awards");

            migrationBuilder.DropColumn(
                name: "number",
                table: "supply_orders");

            migrationBuilder.DropColumn(
                name: "priority_key",
                table: "supply_order_lines");

            migrationBuilder.DropColumn(
                name: "priority_months",
                table: "supply_order_lines");

            migrationBuilder.CreateIndex(
                name: "IX_awards_clave_supplier",
                table: "awards",
                columns: new[] { "clave", "supplier" });
        }
    }
}
