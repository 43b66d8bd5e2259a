using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.DemandPlanning.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Fills : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fills",
                columns: table => new
                {
                    stream = table.Column<string>(maxLength: 40, nullable: false),
                    due = table.Column<bool>(nullable: false),
                    after = table.Column<string>(maxLength: 300, nullable: false),
                    count = table.Column<long>(nullable: false),
                    taken_at = table.Column<long>(nullable: true),
                    filled_at = table.Column<long>(nullable: true),
                    changed_at = table.Column<long>(nullable: false),
                    claimed_by = table.Column<string>(maxLength: 40, nullable: true),
                    claimed_until = table.Column<long>(nullable: true),
                    note = table.Column<string>(maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fills", x => x.stream);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fills");
        }
    }
}
