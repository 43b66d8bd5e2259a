using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Indicators.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class IncomingFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "incoming_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    at = table.Column<long>(nullable: false),
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    document_id = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    facility = table.Column<string>(maxLength: 200, nullable: false),
                    state = table.Column<string>(maxLength: 200, nullable: false),
                    local_date = table.Column<DateOnly>(nullable: false),
                    body = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incoming_facts", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_incoming_facts_kind_document_id_version",
                table: "incoming_facts",
                columns: new[] { "kind", "document_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_incoming_facts_local_date",
                table: "incoming_facts",
                column: "local_date");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "incoming_facts");
        }
    }
}
