using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SetAside : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "set_aside",
                table: "job_runs",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "set_aside",
                columns: table => new
                {
                    job = table.Column<string>(maxLength: 60, nullable: false),
                    item = table.Column<string>(maxLength: 200, nullable: false),
                    error = table.Column<string>(maxLength: 500, nullable: false),
                    first_at = table.Column<long>(nullable: false),
                    last_at = table.Column<long>(nullable: false),
                    times = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_set_aside", x => new { x.job, x.item });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "set_aside");

            migrationBuilder.DropColumn(
                name: "set_aside",
                table: "job_runs");
        }
    }
}
