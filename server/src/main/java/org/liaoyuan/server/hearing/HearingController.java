package org.liaoyuan.server.hearing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The hearing results of who asks. */
@RestController
@Tag(name = "hearing", description = "What a person keeps of hearing tests. Not a medical device.")
@RequestMapping("/api/hearing/results")
class HearingController {

    private static final int MOST_NOTE = 500;

    private final HearingStore store;

    HearingController(HearingStore store) {
        this.store = store;
    }

    /**
     * All there is.
     *
     * @param results the newest first
     * @param most how many there may be
     */
    @Schema(name = "HearingResults")
    record Listed(List<HearingResult> results, int most) {}

    /**
     * A result to be kept: an audiogram with calibration and thresholds, or digits.
     *
     * @param id chosen by the page, so that it can be sent twice; null for a new one
     * @param calibration of an audiogram; null for NONE, and for COUPLER where a clinician measured it
     * @param note at most 500 characters
     */
    @Schema(name = "HearingResultSaving")
    record Saving(
            @Nullable UUID id,
            HearingResult.Source source,
            Instant measuredAt,
            HearingResult.@Nullable Reliability reliability,
            HearingResult.@Nullable Calibration calibration,
            @Nullable List<HearingThreshold> thresholds,
            HearingResult.@Nullable Digits digits,
            @Nullable String note) {

        Saving {
            require(source, "source");
            require(measuredAt, "measuredAt");
            if (thresholds != null && thresholds.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException(
                        "thresholds hold null; expected objects with ear, frequency and level");
            }
        }
    }

    /** What JSON may leave out although nothing goes without it. */
    private static void require(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    /**
     * A clinician's audiogram as rows of ear, frequency and threshold.
     *
     * @param csv rows such as {@code R,1000,35}
     * @param note at most 500 characters
     */
    @Schema(name = "AudiogramImport")
    record Import(String csv, Instant measuredAt, @Nullable String note) {

        Import {
            require(csv, "csv");
            require(measuredAt, "measuredAt");
        }
    }

    @Operation(operationId = "listHearingResults", summary = "All hearing results that one kept, the newest first")
    @GetMapping
    Listed list() {
        return new Listed(store.list(), HearingStore.MOST);
    }

    @Operation(operationId = "saveHearingResult", summary = "Keeps a result of a hearing test")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    HearingResult save(@RequestBody Saving wanted) {
        List<HearingThreshold> thresholds = wanted.thresholds() == null ? List.of() : wanted.thresholds();
        boolean audiogram = wanted.digits() == null;
        if (audiogram == thresholds.isEmpty()) {
            throw new IllegalArgumentException("a result has thresholds or digits, and not both");
        }
        HearingResult.Calibration calibration = wanted.calibration() != null
                ? wanted.calibration()
                : wanted.source() == HearingResult.Source.CLINICIAN
                        ? HearingResult.Calibration.COUPLER
                        : HearingResult.Calibration.NONE;
        return store.add(new HearingResult(
                wanted.id() == null ? UUID.randomUUID() : wanted.id(),
                audiogram ? HearingResult.Kind.AUDIOGRAM : HearingResult.Kind.DIGITS,
                wanted.source(),
                measured(wanted.measuredAt()),
                wanted.reliability() == null ? HearingResult.Reliability.GOOD : wanted.reliability(),
                audiogram ? calibration : null,
                audiogram ? HearingThreshold.audiogram(thresholds) : List.of(),
                wanted.digits(),
                note(wanted.note()),
                Instant.now()));
    }

    @Operation(operationId = "importAudiogram", summary = "Keeps a clinician's audiogram that is given as CSV")
    @PostMapping("/import")
    @ResponseStatus(HttpStatus.CREATED)
    HearingResult importCsv(@RequestBody Import wanted) {
        return save(new Saving(
                null,
                HearingResult.Source.CLINICIAN,
                wanted.measuredAt(),
                HearingResult.Reliability.GOOD,
                HearingResult.Calibration.COUPLER,
                AudiogramCsv.read(wanted.csv()),
                null,
                wanted.note()));
    }

    private static Instant measured(Instant when) {
        Instant latest = Instant.now().plus(2, ChronoUnit.DAYS);
        if (when.isAfter(latest) || when.isBefore(Instant.parse("1900-01-01T00:00:00Z"))) {
            throw new IllegalArgumentException("measured at " + when + "; expected a time from 1900 to today");
        }
        return when;
    }

    private static String note(@Nullable String wanted) {
        String note = wanted == null ? "" : wanted.strip();
        if (note.length() > MOST_NOTE) {
            throw new IllegalArgumentException(
                    "a note of " + note.length() + " characters; expected at most " + MOST_NOTE);
        }
        return note;
    }

    @Operation(operationId = "deleteHearingResult", summary = "Deletes a hearing result")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        store.get(id);
        store.delete(id);
    }

    @Operation(operationId = "deleteHearingResults", summary = "Deletes all hearing results of oneself")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteAll() {
        store.deleteAll();
    }
}
