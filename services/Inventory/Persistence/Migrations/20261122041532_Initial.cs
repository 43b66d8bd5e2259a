using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Persistence;

#nullable disable

namespace Supply.Inventory.Persistence.Migrations
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
                name: "balances",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    number = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    location = table.Column<string>(maxLength: 40, nullable: false),
                    lot = table.Column<string>(maxLength: 40, nullable: false),
                    expires_on = table.Column<DateOnly>(nullable: false),
                    funding_source = table.Column<string>(maxLength: 40, nullable: false),
                    condition = table.Column<string>(maxLength: 32, nullable: false),
                    on_hand = table.Column<long>(nullable: false),
                    promised = table.Column<long>(nullable: false),
                    reserved = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_balances", x => new { x.facility, x.clave, x.number });
                    table.CheckConstraint("ck_balances_close", "on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand AND promised >= reserved");
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
                name: "known_buyers",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    kind = table.Column<string>(maxLength: 10, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    aliases = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_buyers", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "known_facilities",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 11, nullable: false),
                    version = table.Column<int>(nullable: false),
                    latest = table.Column<bool>(nullable: false),
                    valid_from = table.Column<DateOnly>(nullable: false),
                    name = table.Column<string>(maxLength: 200, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    kind = table.Column<string>(maxLength: 20, nullable: false),
                    time_zone = table.Column<string>(maxLength: 40, nullable: false),
                    municipality = table.Column<string>(maxLength: 200, nullable: true),
                    care_level = table.Column<int>(nullable: true),
                    unit_type = table.Column<string>(maxLength: 200, nullable: true),
                    rural = table.Column<bool>(nullable: true),
                    latitude = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    longitude = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    opens_on = table.Column<DateOnly>(nullable: true),
                    closes_on = table.Column<DateOnly>(nullable: true),
                    buyer = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_facilities", x => new { x.code, x.version });
                });

            migrationBuilder.CreateTable(
                name: "known_formularies",
                columns: table => new
                {
                    unit_type = table.Column<string>(maxLength: 200, nullable: false),
                    version = table.Column<int>(nullable: false),
                    claves = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_formularies", x => x.unit_type);
                });

            migrationBuilder.CreateTable(
                name: "known_items",
                columns: table => new
                {
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    version = table.Column<int>(nullable: false),
                    description = table.Column<string>(maxLength: 10000, nullable: false),
                    product_class = table.Column<string>(maxLength: 20, nullable: false),
                    ven = table.Column<string>(maxLength: 1, nullable: true),
                    active = table.Column<bool>(nullable: false),
                    controlled = table.Column<bool>(nullable: false),
                    cold_chain = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_items", x => x.clave);
                });

            migrationBuilder.CreateTable(
                name: "known_predecessors",
                columns: table => new
                {
                    code = table.Column<string>(maxLength: 11, nullable: false),
                    current = table.Column<string>(maxLength: 11, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_predecessors", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "movements",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    number = table.Column<long>(nullable: false),
                    balance = table.Column<long>(nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    location = table.Column<string>(maxLength: 40, nullable: false),
                    lot = table.Column<string>(maxLength: 40, nullable: false),
                    expires_on = table.Column<DateOnly>(nullable: false),
                    funding_source = table.Column<string>(maxLength: 40, nullable: false),
                    condition = table.Column<string>(maxLength: 32, nullable: false),
                    quantity = table.Column<long>(nullable: false),
                    reason = table.Column<string>(maxLength: 32, nullable: false),
                    document = table.Column<string>(maxLength: 32, nullable: false),
                    document_id = table.Column<Guid>(nullable: false),
                    part_of = table.Column<Guid>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    occurred_at = table.Column<long>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    linked_to = table.Column<Guid>(nullable: true),
                    assumed = table.Column<bool>(nullable: false),
                    named_lot = table.Column<string>(maxLength: 40, nullable: true),
                    note = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_movements", x => x.id);
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
                name: "posted_prescriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posted_prescriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recalls",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    lot = table.Column<string>(maxLength: 40, nullable: false),
                    reason = table.Column<string>(maxLength: 200, nullable: false),
                    recalled_at = table.Column<long>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recalls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shipments",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    from = table.Column<string>(maxLength: 11, nullable: false),
                    to = table.Column<string>(maxLength: 11, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    supply_order = table.Column<Guid>(nullable: true),
                    status = table.Column<string>(maxLength: 32, nullable: false),
                    occurred_at = table.Column<long>(nullable: false),
                    local_date = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stock_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    document = table.Column<string>(maxLength: 32, nullable: false),
                    document_id = table.Column<Guid>(nullable: false),
                    part_of = table.Column<Guid>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    part = table.Column<int>(nullable: false),
                    occurred_at = table.Column<long>(nullable: false),
                    local_date = table.Column<DateOnly>(nullable: false),
                    kind = table.Column<string>(maxLength: 32, nullable: false),
                    reason = table.Column<string>(maxLength: 32, nullable: false),
                    quantity = table.Column<int>(nullable: false),
                    location = table.Column<string>(maxLength: 200, nullable: true),
                    lot = table.Column<string>(maxLength: 40, nullable: true),
                    expires_on = table.Column<DateOnly>(nullable: true),
                    funding_source = table.Column<string>(maxLength: 200, nullable: true),
                    condition = table.Column<string>(maxLength: 32, nullable: true),
                    to_location = table.Column<string>(maxLength: 200, nullable: true),
                    to_funding_source = table.Column<string>(maxLength: 200, nullable: true),
                    to_condition = table.Column<string>(maxLength: 32, nullable: true),
                    note = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_facts", x => x.id);
                    table.CheckConstraint("ck_stock_facts_quantity", "quantity >= 0");
                });

            migrationBuilder.CreateTable(
                name: "stock_out_months",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    month = table.Column<string>(maxLength: 7, nullable: false),
                    version = table.Column<int>(nullable: false),
                    days = table.Column<int>(nullable: false),
                    closed_empty = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_out_months", x => new { x.facility, x.clave, x.month });
                });

            migrationBuilder.CreateTable(
                name: "stock_pairs",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    version = table.Column<int>(nullable: false),
                    last_number = table.Column<long>(nullable: false),
                    discrepancy = table.Column<long>(nullable: false),
                    discrepancy_since = table.Column<long>(nullable: true),
                    discrepancy_changed_at = table.Column<long>(nullable: true),
                    in_transit = table.Column<long>(nullable: false),
                    usable = table.Column<long>(nullable: false),
                    known_from = table.Column<DateOnly>(nullable: true),
                    position_version = table.Column<int>(nullable: false),
                    position_due_since = table.Column<long>(nullable: true),
                    latest_at = table.Column<long>(nullable: true),
                    owes_lots = table.Column<bool>(nullable: false),
                    dirty_since = table.Column<DateOnly>(nullable: true),
                    dirty_marks = table.Column<int>(nullable: false),
                    checked_through = table.Column<DateOnly>(nullable: true),
                    check_on = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_pairs", x => new { x.facility, x.clave });
                    table.CheckConstraint("ck_stock_pairs_not_negative", "discrepancy >= 0 AND in_transit >= 0");
                });

            migrationBuilder.CreateTable(
                name: "receptions",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    shipment = table.Column<Guid>(nullable: false),
                    received_on = table.Column<DateOnly>(nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    body = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receptions", x => x.id);
                    table.ForeignKey(
                        name: "FK_receptions_shipments_shipment",
                        column: x => x.shipment,
                        principalTable: "shipments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shipment_lots",
                columns: table => new
                {
                    shipment = table.Column<Guid>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    lot = table.Column<string>(maxLength: 40, nullable: false),
                    expires_on = table.Column<DateOnly>(nullable: false),
                    funding_source = table.Column<string>(maxLength: 40, nullable: false),
                    shipped = table.Column<int>(nullable: false),
                    good = table.Column<int>(nullable: false),
                    damaged = table.Column<int>(nullable: false),
                    surplus = table.Column<int>(nullable: false),
                    resolved = table.Column<int>(nullable: false),
                    in_transit = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shipment_lots", x => new { x.shipment, x.line });
                    table.CheckConstraint("ck_shipment_lots_close", "shipped + surplus = good + damaged + in_transit + resolved AND in_transit >= 0 AND resolved >= 0 AND surplus >= 0");
                    table.ForeignKey(
                        name: "FK_shipment_lots_shipments_shipment",
                        column: x => x.shipment,
                        principalTable: "shipments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                name: "IX_balances_clave_lot",
                table: "balances",
                columns: new[] { "clave", "lot" });

            migrationBuilder.CreateIndex(
                name: "ux_balances_holding",
                table: "balances",
                columns: new[] { "facility", "clave", "location", "lot", "expires_on", "funding_source", "condition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inbox_at",
                table: "inbox",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_job_runs_job_started_at",
                table: "job_runs",
                columns: new[] { "job", "started_at" });

            migrationBuilder.CreateIndex(
                name: "IX_known_facilities_latest_buyer",
                table: "known_facilities",
                columns: new[] { "latest", "buyer" });

            migrationBuilder.CreateIndex(
                name: "IX_known_facilities_latest_state",
                table: "known_facilities",
                columns: new[] { "latest", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_clave_lot",
                table: "movements",
                columns: new[] { "clave", "lot" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_document_id",
                table: "movements",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_movements_facility_clave_balance",
                table: "movements",
                columns: new[] { "facility", "clave", "balance" });

            migrationBuilder.CreateIndex(
                name: "IX_movements_facility_clave_number",
                table: "movements",
                columns: new[] { "facility", "clave", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_due_at_id",
                table: "outbox",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_recalls_clave_lot",
                table: "recalls",
                columns: new[] { "clave", "lot" });

            migrationBuilder.CreateIndex(
                name: "IX_receptions_shipment",
                table: "receptions",
                column: "shipment");

            migrationBuilder.CreateIndex(
                name: "IX_stock_facts_document_id_document_part_of_line_part",
                table: "stock_facts",
                columns: new[] { "document_id", "document", "part_of", "line", "part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stock_facts_facility_clave_occurred_at",
                table: "stock_facts",
                columns: new[] { "facility", "clave", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "IX_stock_pairs_check_on",
                table: "stock_pairs",
                column: "check_on");

            migrationBuilder.CreateIndex(
                name: "IX_stock_pairs_dirty_since",
                table: "stock_pairs",
                column: "dirty_since");

            migrationBuilder.CreateIndex(
                name: "IX_stock_pairs_position_due_since",
                table: "stock_pairs",
                column: "position_due_since");
            migrationBuilder.RefuseChanges("audit");
            migrationBuilder.RefuseChanges("movements");
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
                name: "balances");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "known_buyers");

            migrationBuilder.DropTable(
                name: "known_facilities");

            migrationBuilder.DropTable(
                name: "known_formularies");

            migrationBuilder.DropTable(
                name: "known_items");

            migrationBuilder.DropTable(
                name: "known_predecessors");

            migrationBuilder.DropTable(
                name: "movements");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "posted_prescriptions");

            migrationBuilder.DropTable(
                name: "recalls");

            migrationBuilder.DropTable(
                name: "receptions");

            migrationBuilder.DropTable(
                name: "shipment_lots");

            migrationBuilder.DropTable(
                name: "stock_facts");

            migrationBuilder.DropTable(
                name: "stock_out_months");

            migrationBuilder.DropTable(
                name: "stock_pairs");

            migrationBuilder.DropTable(
                name: "shipments");
        }
    }
}
