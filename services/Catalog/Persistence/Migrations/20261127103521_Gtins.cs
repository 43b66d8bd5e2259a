using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Catalog.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Gtins : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "item_gtins",
                columns: table => new
                {
                    gtin = table.Column<string>(maxLength: 14, nullable: false),
                    version = table.Column<int>(nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    deleted = table.Column<bool>(nullable: false),
                    change = table.Column<long>(nullable: false),
                    changed_at = table.Column<long>(nullable: false),
                    changed_by = table.Column<string>(maxLength: 200, nullable: false),
                    changed_at_facility = table.Column<string>(maxLength: 11, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item_gtins", x => x.gtin);
                });

            migrationBuilder.CreateIndex(
                name: "IX_item_gtins_change",
                table: "item_gtins",
                column: "change",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_item_gtins_clave_change",
                table: "item_gtins",
                columns: new[] { "clave", "change" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "item_gtins");
        }
    }
}
