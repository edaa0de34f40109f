package org.liaoyuan.server.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was done in the organisation. Days are ISO dates in UTC, both ends included. */
@RestController
@Tag(name = "audit", description = "What was done in the organisation.")
@RequestMapping("/api/audit")
class AuditController {

    private static final int MOST_LISTED = 200;

    /** An export says by its last row's number where the next one begins. */
    private static final int MOST_EXPORTED = 50_000;

    private final JdbcClient jdbc;
    private final SystemDatabase database;

    AuditController(JdbcClient jdbc, SystemDatabase database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    @Operation(
            operationId = "listAudit",
            summary = "What was done, the newest first; before is the seq of the last row seen")
    @GetMapping
    List<AuditRow> list(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(required = false) @Nullable Long before) {
        return rows(from, to, action, person, before, MOST_LISTED);
    }

    @Operation(operationId = "exportAuditAsCsv", summary = "The same as CSV, at most 50 000 rows")
    @GetMapping(path = "/rows.csv", produces = "text/csv")
    ResponseEntity<String> csv(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(required = false) @Nullable Long before) {
        String lines = rows(from, to, action, person, before, MOST_EXPORTED).stream()
                .map(AuditController::line)
                .collect(Collectors.joining(
                        "", "seq,at,organisation,person,key,action,target,details,address,hash\r\n", ""));
        return attachment("audit.csv").body(lines);
    }

    @Operation(operationId = "exportAuditAsJson", summary = "The same as JSON, at most 50 000 rows")
    @GetMapping(path = "/rows.json", produces = "application/json")
    ResponseEntity<List<AuditRow>> json(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(required = false) @Nullable Long before) {
        return attachment("audit.json").body(rows(from, to, action, person, before, MOST_EXPORTED));
    }

    @Operation(operationId = "verifyAudit", summary = "Whether the whole log is as it was written")
    @GetMapping("/verification")
    AuditChain.Verification verify() {
        return database.ask(AuditChain::verify);
    }

    private static ResponseEntity.BodyBuilder attachment(String name) {
        return ResponseEntity.ok().header("Content-Disposition", "attachment; filename=\"liaoyuan-" + name + "\"");
    }

    private List<AuditRow> rows(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String action,
            String person,
            @Nullable Long before,
            int most) {
        return jdbc.sql("""
                        select * from audit where organisation = :organisation
                          and (:action = '' or action = :action or starts_with(action, :action || '.'))
                          and (:person = '' or person = :person)
                          and seq < :before and at >= :from and at < :to
                        order by seq desc limit :most""")
                .param("organisation", Identity.current().organisation())
                .param("action", action)
                .param("person", person)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("from", start(from == null ? LocalDate.EPOCH : from))
                .param("to", start(to == null ? LocalDate.of(9999, 12, 31) : to.plusDays(1)))
                .param("most", most)
                .query(AuditRow::of)
                .list();
    }

    private static Timestamp start(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** RFC 4180; text that a spreadsheet would run as a formula is made harmless by an apostrophe. */
    private static String line(AuditRow row) {
        return row.seq() + "," + row.at() + ","
                + List.of(
                                row.organisation(),
                                row.person(),
                                row.key(),
                                row.action(),
                                row.target(),
                                row.details(),
                                row.address(),
                                row.hash())
                        .stream()
                        .map(AuditController::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String cell(String text) {
        String cell = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
