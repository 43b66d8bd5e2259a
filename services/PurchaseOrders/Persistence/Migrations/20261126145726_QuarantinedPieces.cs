using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.PurchaseOrders.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class QuarantinedPieces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "quarantined",
                table: "supply_order_lines",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "quarantined",
                table: "supply_order_lines");
        }
    }
}
