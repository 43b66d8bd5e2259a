using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Persistence;

#nullable disable

namespace Supply.Catalog.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    kind = table.Column<string>(maxLength: 40, nullable: false),
                    fingerprint = table.Column<byte[]>(maxLength: 32, nullable: false),
                    body = table.Column<byte[]>(nullable: false),
                    at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answers", x => new { x.id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    at = table.Column<long>(nullable: false),
                    day = table.Column<DateOnly>(nullable: false),
                    subject = table.Column<string>(maxLength: 200, nullable: false),
                    role = table.Column<string>(maxLength: 32, nullable: false),
                    action = table.Column<string>(maxLength: 60, nullable: false),
                    document = table.Column<string>(maxLength: 100, nullable: false),
                    detail = table.Column<string>(maxLength: 1000, nullable: true),
                    correlation_id = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_seals",
                columns: table => new
                {
                    day = table.Column<DateOnly>(nullable: false),
                    rows = table.Column<long>(nullable: false),
                    digest = table.Column<byte[]>(maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_seals", x => x.day);
                });

            migrationBuilder.CreateTable(
                name: "buyers",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    kind = table.Column<string>(maxLength: 10, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    aliases = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_buyers", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "facilities",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 11, nullable: false),
                    version = table.Column<int>(nullable: false),
                    latest = table.Column<bool>(nullable: false),
                    valid_from = table.Column<DateOnly>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    time_zone = table.Column<string>(maxLength: 40, nullable: false),
                    municipality = table.Column<string>(maxLength: 200, nullable: true),
                    care_level = table.Column<int>(nullable: true),
                    unit_type = table.Column<string>(maxLength: 200, nullable: true),
                    rural = table.Column<bool>(nullable: true),
                    latitude = table.Column<decimal>(precision: 9, scale: 6, nullable: true),
                    longitude = table.Column<decimal>(precision: 9, scale: 6, nullable: true),
                    opens_on = table.Column<DateOnly>(nullable: true),
                    closes_on = table.Column<DateOnly>(nullable: true),
                    buyer = table.Column<string>(maxLength: 40, nullable: true),
                    predecessors = table.Column<byte[]>(nullable: false),
                    search = table.Column<string>(maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facilities", x => new { x.code, x.version });
                });

            migrationBuilder.CreateTable(
                name: "formularies",
                columns: table => new
                {
                    unit_type = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    claves = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_formularies", x => x.unit_type);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    message_id = table.Column<Guid>(nullable: false),
                    handler = table.Column<string>(maxLength: 100, nullable: false),
                    at = table.Column<long>(nullable: false),
                    outcome = table.Column<string>(maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.message_id, x.handler });
                });

            migrationBuilder.CreateTable(
                name: "items",
                columns: table => new
                {
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    version = table.Column<int>(nullable: false),
                    description = table.Column<string>(maxLength: 10000, nullable: false),
                    ven = table.Column<string>(maxLength: 1, nullable: true),
                    product_class = table.Column<string>(maxLength: 32, nullable: false),
                    active = table.Column<bool>(nullable: false),
                    controlled = table.Column<bool>(nullable: false),
                    cold_chain = table.Column<bool>(nullable: false),
                    search = table.Column<string>(maxLength: 20000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_items", x => x.clave);
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    job = table.Column<string>(maxLength: 60, nullable: false),
                    started_at = table.Column<long>(nullable: false),
                    finished_at = table.Column<long>(nullable: true),
                    status = table.Column<string>(maxLength: 10, nullable: false),
                    items = table.Column<long>(nullable: false),
                    note = table.Column<string>(maxLength: 1000, nullable: true),
                    by = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<byte[]>(nullable: false),
                    producer = table.Column<string>(maxLength: 40, nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    due_at = table.Column<long>(nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    correlation_id = table.Column<Guid>(nullable: false),
                    causation_id = table.Column<Guid>(nullable: true),
                    trace_parent = table.Column<string>(maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "parked",
                columns: table => new
                {
                    message_id = table.Column<Guid>(nullable: false),
                    handler = table.Column<string>(maxLength: 100, nullable: false),
                    type = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<byte[]>(nullable: false),
                    producer = table.Column<string>(maxLength: 40, nullable: false),
                    created_at = table.Column<long>(nullable: false),
                    correlation_id = table.Column<Guid>(nullable: false),
                    causation_id = table.Column<Guid>(nullable: true),
                    trace_parent = table.Column<string>(maxLength: 60, nullable: true),
                    parked_at = table.Column<long>(nullable: false),
                    attempts = table.Column<int>(nullable: false),
                    error = table.Column<string>(maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked", x => new { x.message_id, x.handler });
                });

            migrationBuilder.CreateTable(
                name: "predecessors",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 11, nullable: false),
                    current = table.Column<string>(maxLength: 11, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_predecessors", x => x.code);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_day_id",
                table: "audit",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_document",
                table: "audit",
                column: "document");

            migrationBuilder.CreateIndex(
                name: "IX_facilities_latest_code",
                table: "facilities",
                columns: new[] { "latest", "code" });

            migrationBuilder.CreateIndex(
                name: "IX_facilities_latest_state_code",
                table: "facilities",
                columns: new[] { "latest", "state", "code" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_at",
                table: "inbox",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_job_runs_job_started_at",
                table: "job_runs",
                columns: new[] { "job", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_due_at_id",
                table: "outbox",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_predecessors_current",
                table: "predecessors",
                column: "current");
            migrationBuilder.RefuseChanges("audit");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_seals");

            migrationBuilder.DropTable(
                name: "buyers");

            migrationBuilder.DropTable(
                name: "facilities");

            migrationBuilder.DropTable(
                name: "formularies");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "items");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "predecessors");
        }
    }
}
