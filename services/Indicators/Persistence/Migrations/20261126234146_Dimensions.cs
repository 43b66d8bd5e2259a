using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Dimensions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "product_class",
                table: "figures",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "parts",
                table: "document_facts",
                nullable: true);

            // What was counted before is given its claves and suppliers by a rebuild, which the first new copy makes by itself.
            var postgres = migrationBuilder.ActiveProvider.EndsWith("PostgreSQL", System.StringComparison.Ordinal);
            migrationBuilder.Sql($"UPDATE rollover SET rebuild_unfinished = {(postgres ? "true" : "1")}");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "product_class",
                table: "figures");

            migrationBuilder.DropColumn(
                name: "parts",
                table: "document_facts");
        }
    }
}
