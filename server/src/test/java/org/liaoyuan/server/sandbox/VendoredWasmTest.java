package org.liaoyuan.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VendoredWasmTest {

    private static final Path WASM = Path.of("src/main/wasm");

    @Test
    void theFileIsTheOneThatIsWrittenDown() throws IOException, GeneralSecurityException {
        byte[] file = Files.readAllBytes(WASM.resolve("quickjs.wasm"));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));

        assertThat(Files.readString(WASM.resolve("README.md"))).contains(digest);
    }

    @Test
    void itAsksForNothingThatReachesOut() throws IOException {
        WasmModule module = Parser.parse(Files.readAllBytes(WASM.resolve("quickjs.wasm")));

        List<String> imports = IntStream.range(0, module.importSection().importCount())
                .mapToObj(i -> module.importSection().getImport(i).name())
                .sorted()
                .toList();

        assertThat(imports)
                .containsExactly(
                        "clock_time_get",
                        "fd_close",
                        "fd_fdstat_get",
                        "fd_seek",
                        "fd_write",
                        "host_call",
                        "host_get_timezone_offset",
                        "host_interrupt",
                        "host_module_load",
                        "host_module_normalize",
                        "host_promise_rejection",
                        "random_get");
    }
}
