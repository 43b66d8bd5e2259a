using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FacilityCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "publications",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "figures",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stated_facility",
                table: "document_facts",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "facility_codes",
                columns: table => new
                {
                    stated = table.Column<string>(maxLength: 11, nullable: false),
                    current = table.Column<string>(maxLength: 11, nullable: false),
                    previous = table.Column<string>(maxLength: 11, nullable: false),
                    version = table.Column<int>(nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facility_codes", x => x.stated);
                });

            migrationBuilder.CreateIndex(
                name: "IX_fact_log_kind_facility",
                table: "fact_log",
                columns: new[] { "kind", "facility" });

            migrationBuilder.CreateIndex(
                name: "IX_document_facts_facility_kind_document_id",
                table: "document_facts",
                columns: new[] { "facility", "kind", "document_id" });

            migrationBuilder.CreateIndex(
                name: "IX_document_facts_stated_facility_kind_document_id",
                table: "document_facts",
                columns: new[] { "stated_facility", "kind", "document_id" });

            migrationBuilder.Sql("UPDATE document_facts SET stated_facility = facility WHERE stated_facility = '';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "facility_codes");

            migrationBuilder.DropIndex(
                name: "IX_fact_log_kind_facility",
                table: "fact_log");

            migrationBuilder.DropIndex(
                name: "IX_document_facts_facility_kind_document_id",
                table: "document_facts");

            migrationBuilder.DropIndex(
                name: "IX_document_facts_stated_facility_kind_document_id",
                table: "document_facts");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "publications");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "figures");

            migrationBuilder.DropColumn(
                name: "stated_facility",
                table: "document_facts");
        }
    }
}
