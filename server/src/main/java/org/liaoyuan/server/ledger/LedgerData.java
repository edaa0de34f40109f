package org.liaoyuan.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody used, to take along. */
@Component
class LedgerData implements PersonalData {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private final Ledger ledger;
    private final TransactionTemplate reading;

    LedgerData(Ledger ledger, PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.reading = new TransactionTemplate(transactions);
    }

    @Override
    public void writeTo(Files files) throws IOException {
        ledger.writeWaiting();
        files.add("usage.csv", out -> {
            try {
                reading.executeWithoutResult(status -> {
                    try (Stream<String> lines = ledger.csv(FIRST, ledger.today())) {
                        for (String line : (Iterable<String>) lines::iterator) {
                            out.write(line.getBytes(StandardCharsets.UTF_8));
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }
}
