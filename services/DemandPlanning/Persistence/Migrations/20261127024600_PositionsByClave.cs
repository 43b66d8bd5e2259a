using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.DemandPlanning.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PositionsByClave : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_stock_positions_clave",
                table: "stock_positions",
                column: "clave");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_stock_positions_clave",
                table: "stock_positions");
        }
    }
}
