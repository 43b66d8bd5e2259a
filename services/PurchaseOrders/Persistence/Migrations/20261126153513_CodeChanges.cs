using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Reference;

#nullable disable

namespace Supply.PurchaseOrders.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CodeChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "code_changes",
                columns: table => new
                {
                    stated = table.Column<string>(maxLength: 11, nullable: false),
                    current = table.Column<string>(maxLength: 11, nullable: false),
                    mark = table.Column<int>(nullable: false),
                    requested_at = table.Column<long>(nullable: false),
                    due_at = table.Column<long>(nullable: true),
                    sweeps = table.Column<int>(nullable: false),
                    moved = table.Column<long>(nullable: false),
                    finished_at = table.Column<long>(nullable: true),
                    note = table.Column<string>(maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_code_changes", x => x.stated);
                });

            migrationBuilder.CreateTable(
                name: "predecessor_links",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 11, nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    version = table.Column<int>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_predecessor_links", x => new { x.code, x.facility });
                });

            migrationBuilder.CreateIndex(
                name: "IX_code_changes_due_at",
                table: "code_changes",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_predecessor_links_facility",
                table: "predecessor_links",
                column: "facility");

            migrationBuilder.FollowKnownPredecessors();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "code_changes");

            migrationBuilder.DropTable(
                name: "predecessor_links");
        }
    }
}
