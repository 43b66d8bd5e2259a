using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Supply.Dispensing.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class WorkLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_prescriptions_facility_folio_prescribed_on_folio_use",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_facility_local_date_id",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_state_local_date_id",
                table: "prescriptions");

            migrationBuilder.AddColumn<long>(
                name: "owed",
                table: "prescriptions",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "open_weekdays",
                table: "known_facilities",
                maxLength: 7,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "owed_pieces",
                columns: table => new
                {
                    prescription = table.Column<Guid>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    owed = table.Column<int>(nullable: false),
                    presented_at = table.Column<long>(nullable: false),
                    stated_facility = table.Column<string>(maxLength: 11, nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_owed_pieces", x => new { x.prescription, x.line });
                });

            migrationBuilder.CreateTable(
                name: "sealing_keys",
                columns: table => new
                {
                    id = table.Column<string>(maxLength: 22, nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    public_key = table.Column<byte[]>(maxLength: 65, nullable: false),
                    private_key = table.Column<byte[]>(maxLength: 512, nullable: false),
                    protected_by = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sealing_keys", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_facility_local_date_status",
                table: "prescriptions",
                columns: new[] { "facility", "local_date", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_facility_presented_at_id",
                table: "prescriptions",
                columns: new[] { "facility", "presented_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_folio_facility_prescribed_on_folio_use",
                table: "prescriptions",
                columns: new[] { "folio", "facility", "prescribed_on", "folio_use" },
                unique: true,
                filter: "folio IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_owed_unknown",
                table: "prescriptions",
                column: "id",
                filter: "owed IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_owing",
                table: "prescriptions",
                columns: new[] { "facility", "presented_at", "id" },
                filter: "owed > 0");

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_presented_at_id",
                table: "prescriptions",
                columns: new[] { "presented_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_state_presented_at_id",
                table: "prescriptions",
                columns: new[] { "state", "presented_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_voided",
                table: "prescriptions",
                columns: new[] { "presented_at", "id" },
                filter: "status = 'voided'");

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_voided_of_facility",
                table: "prescriptions",
                columns: new[] { "facility", "presented_at", "id" },
                filter: "status = 'voided'");

            migrationBuilder.CreateIndex(
                name: "IX_owed_pieces_clave_presented_at_prescription_line",
                table: "owed_pieces",
                columns: new[] { "clave", "presented_at", "prescription", "line" });

            migrationBuilder.CreateIndex(
                name: "IX_owed_pieces_facility_clave_presented_at_prescription_line",
                table: "owed_pieces",
                columns: new[] { "facility", "clave", "presented_at", "prescription", "line" });

            migrationBuilder.CreateIndex(
                name: "IX_owed_pieces_facility_presented_at_prescription_line",
                table: "owed_pieces",
                columns: new[] { "facility", "presented_at", "prescription", "line" });

            migrationBuilder.CreateIndex(
                name: "IX_owed_pieces_presented_at_prescription_line",
                table: "owed_pieces",
                columns: new[] { "presented_at", "prescription", "line" });

            migrationBuilder.CreateIndex(
                name: "IX_owed_pieces_state_presented_at_prescription_line",
                table: "owed_pieces",
                columns: new[] { "state", "presented_at", "prescription", "line" });

            migrationBuilder.CreateIndex(
                name: "IX_owed_pieces_stated_facility_facility",
                table: "owed_pieces",
                columns: new[] { "stated_facility", "facility" });

            migrationBuilder.CreateIndex(
                name: "IX_sealing_keys_created_at",
                table: "sealing_keys",
                column: "created_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "owed_pieces");

            migrationBuilder.DropTable(
                name: "sealing_keys");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_facility_local_date_status",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_facility_presented_at_id",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_folio_facility_prescribed_on_folio_use",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_owed_unknown",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_owing",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_presented_at_id",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_state_presented_at_id",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_voided",
                table: "prescriptions");

            migrationBuilder.DropIndex(
                name: "IX_prescriptions_voided_of_facility",
                table: "prescriptions");

            migrationBuilder.DropColumn(
                name: "owed",
                table: "prescriptions");

            migrationBuilder.DropColumn(
                name: "open_weekdays",
                table: "known_facilities");

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_facility_folio_prescribed_on_folio_use",
                table: "prescriptions",
                columns: new[] { "facility", "folio", "prescribed_on", "folio_use" },
                unique: true,
                filter: "folio IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_facility_local_date_id",
                table: "prescriptions",
                columns: new[] { "facility", "local_date", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_prescriptions_state_local_date_id",
                table: "prescriptions",
                columns: new[] { "state", "local_date", "id" });
        }
    }
}
