using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Supply.Platform.Persistence;

#nullable disable

namespace Supply.PurchaseOrders.Persistence.Migrations
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
                name: "approved_cpms",
                columns: table => new
                {
                    period = table.Column<string>(maxLength: 200, nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    begins_on = table.Column<DateOnly>(nullable: false),
                    monthly = table.Column<decimal>(precision: 18, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approved_cpms", x => new { x.period, x.buyer, x.clave });
                });

            migrationBuilder.CreateTable(
                name: "approved_periods",
                columns: table => new
                {
                    period = table.Column<string>(maxLength: 200, nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: false),
                    version = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_approved_periods", x => new { x.period, x.buyer });
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
                name: "award_buyers",
                columns: table => new
                {
                    award_id = table.Column<Guid>(nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: false),
                    min_pieces = table.Column<long>(nullable: false),
                    max_pieces = table.Column<long>(nullable: false),
                    committed = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_award_buyers", x => new { x.award_id, x.buyer });
                    table.CheckConstraint("ck_award_buyers_committed", "min_pieces >= 0 AND min_pieces <= max_pieces AND committed >= 0 AND committed <= max_pieces");
                });

            migrationBuilder.CreateTable(
                name: "awards",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    supplier = table.Column<string>(maxLength: 200, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    valid_from = table.Column<DateOnly>(nullable: false),
                    valid_to = table.Column<DateOnly>(nullable: false),
                    unit_price = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    funding_source = table.Column<string>(maxLength: 200, nullable: true),
                    recorded_by = table.Column<string>(maxLength: 200, nullable: false),
                    recorded_at = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_awards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    kind = table.Column<string>(maxLength: 10, nullable: false),
                    id = table.Column<Guid>(nullable: false),
                    order_id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    place = table.Column<string>(maxLength: 11, nullable: false),
                    content = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.kind, x.id });
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
                name: "positions",
                columns: table => new
                {
                    facility = table.Column<string>(maxLength: 11, nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    version = table.Column<int>(nullable: false),
                    usable = table.Column<long>(nullable: false),
                    in_transit = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_positions", x => new { x.facility, x.clave });
                });

            migrationBuilder.CreateTable(
                name: "supply_order_lines",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    line = table.Column<int>(nullable: false),
                    clave = table.Column<string>(maxLength: 15, nullable: false),
                    award = table.Column<Guid>(nullable: true),
                    ordered = table.Column<int>(nullable: false),
                    shipped = table.Column<int>(nullable: false),
                    in_transit = table.Column<int>(nullable: false),
                    good = table.Column<int>(nullable: false),
                    damaged = table.Column<int>(nullable: false),
                    @short = table.Column<int>(name: "short", nullable: false),
                    cancelled = table.Column<int>(nullable: false),
                    surplus = table.Column<int>(nullable: false),
                    over_coverage = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supply_order_lines", x => new { x.order_id, x.line });
                    table.CheckConstraint("ck_supply_order_lines_sums", "ordered > 0 AND good >= 0 AND in_transit >= 0 AND short >= 0 AND cancelled >= 0 AND good + in_transit + short + cancelled <= ordered");
                });

            migrationBuilder.CreateTable(
                name: "supply_order_steps",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    status = table.Column<string>(maxLength: 32, nullable: false),
                    at = table.Column<long>(nullable: false),
                    by = table.Column<string>(maxLength: 200, nullable: false),
                    role = table.Column<string>(maxLength: 32, nullable: false),
                    reason = table.Column<string>(maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supply_order_steps", x => new { x.order_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "supply_order_turns",
                columns: table => new
                {
                    order_id = table.Column<Guid>(nullable: false),
                    taken = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supply_order_turns", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "supply_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(nullable: false),
                    version = table.Column<int>(nullable: false),
                    state = table.Column<string>(maxLength: 2, nullable: false),
                    source_kind = table.Column<string>(maxLength: 10, nullable: false),
                    source_id = table.Column<string>(maxLength: 200, nullable: false),
                    destination = table.Column<string>(maxLength: 11, nullable: false),
                    buyer = table.Column<string>(maxLength: 40, nullable: true),
                    issued_on = table.Column<DateOnly>(nullable: false),
                    promised_on = table.Column<DateOnly>(nullable: true),
                    emergency = table.Column<bool>(nullable: false),
                    unverified = table.Column<bool>(nullable: false),
                    replenishes = table.Column<bool>(nullable: false),
                    status = table.Column<string>(maxLength: 32, nullable: false),
                    open = table.Column<bool>(nullable: false),
                    approved_at = table.Column<long>(nullable: true),
                    supplied_on = table.Column<DateOnly>(nullable: true),
                    issued_by = table.Column<string>(maxLength: 200, nullable: false),
                    recorded_at = table.Column<long>(nullable: false),
                    issue_key = table.Column<string>(maxLength: 40, nullable: false),
                    priority_key = table.Column<string>(maxLength: 60, nullable: false),
                    priority_months = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    priority_mark = table.Column<int>(nullable: false),
                    priority_done = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supply_orders", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_approved_cpms_buyer_clave",
                table: "approved_cpms",
                columns: new[] { "buyer", "clave" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_day_id",
                table: "audit",
                columns: new[] { "day", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_document",
                table: "audit",
                column: "document");

            migrationBuilder.CreateIndex(
                name: "IX_awards_clave_supplier",
                table: "awards",
                columns: new[] { "clave", "supplier" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_order_id",
                table: "deliveries",
                column: "order_id");

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
                name: "IX_outbox_due_at_id",
                table: "outbox",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_order_lines_award",
                table: "supply_order_lines",
                column: "award");

            migrationBuilder.CreateIndex(
                name: "IX_supply_order_lines_order_id_clave",
                table: "supply_order_lines",
                columns: new[] { "order_id", "clave" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_buyer_open",
                table: "supply_orders",
                columns: new[] { "buyer", "open" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_destination_open",
                table: "supply_orders",
                columns: new[] { "destination", "open" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_issue_key",
                table: "supply_orders",
                column: "issue_key");

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_open_priority_key",
                table: "supply_orders",
                columns: new[] { "open", "priority_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_source_id",
                table: "supply_orders",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_state_open_priority_key",
                table: "supply_orders",
                columns: new[] { "state", "open", "priority_key" });

            migrationBuilder.CreateIndex(
                name: "IX_supply_orders_state_status_issue_key",
                table: "supply_orders",
                columns: new[] { "state", "status", "issue_key" });
            migrationBuilder.RefuseChanges("audit");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "approved_cpms");

            migrationBuilder.DropTable(
                name: "approved_periods");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_seals");

            migrationBuilder.DropTable(
                name: "award_buyers");

            migrationBuilder.DropTable(
                name: "awards");

            migrationBuilder.DropTable(
                name: "deliveries");

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
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "positions");

            migrationBuilder.DropTable(
                name: "supply_order_lines");

            migrationBuilder.DropTable(
                name: "supply_order_steps");

            migrationBuilder.DropTable(
                name: "supply_order_turns");

            migrationBuilder.DropTable(
                name: "supply_orders");
        }
    }
}
