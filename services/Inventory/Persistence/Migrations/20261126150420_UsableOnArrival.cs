using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class UsableOnArrival : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "usable",
                table: "shipment_lots",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "usable",
                table: "shipment_lots");
        }
    }
}
