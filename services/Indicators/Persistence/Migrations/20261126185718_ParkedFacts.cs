using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ParkedFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "rebuild_unfinished",
                table: "rollover",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "parked_facts",
                columns: table => new
                {
                    message_id = table.Column<Guid>(nullable: false),
                    handler = table.Column<string>(maxLength: 100, nullable: false),
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: true),
                    state = table.Column<string>(maxLength: 2, nullable: true),
                    local_date = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked_facts", x => new { x.message_id, x.handler });
                });

            migrationBuilder.CreateIndex(
                name: "IX_parked_facts_kind_state",
                table: "parked_facts",
                columns: new[] { "kind", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "parked_facts");

            migrationBuilder.DropColumn(
                name: "rebuild_unfinished",
                table: "rollover");
        }
    }
}
