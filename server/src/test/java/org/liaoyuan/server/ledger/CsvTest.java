package org.liaoyuan.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesAreDoubledAndFormulasMadeHarmlessButNumbersStayNumbers() {
        assertThat(Csv.line("a,b", "say \"hi\"", "=HYPERLINK(1)", -1.5, "", true))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",'=HYPERLINK(1),-1.5,,true\r\n");
    }
}
